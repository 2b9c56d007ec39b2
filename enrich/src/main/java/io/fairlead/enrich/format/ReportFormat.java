// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A format whose record is a report of many findings, each an event of its own. A report may be of any size: it is read in
 * pieces, and its events are handed over as they come. Its {@link #fit} looks at {@link Source#outline} alone.
 */
public interface ReportFormat extends Format {
    /**
     * Hands over what the source says, in its order: a finding or a rejection at a time, at least one. What cannot be read
     * from its beginning to its end is one rejection and nothing else.
     */
    void read(Source source, FormatContext context, Consumer<Parsed> parts);

    @Override
    default Parsed parse(Source source, FormatContext context) {
        List<Draft> drafts = new ArrayList<>();
        List<Parsed.Rejected> rejected = new ArrayList<>();
        read(source, context, part -> {
            switch (part) {
                case Parsed.Understood understood -> {
                    drafts.addAll(understood.drafts());
                    rejected.addAll(understood.rejected());
                }
                case Parsed.Rejected refusal -> rejected.add(refusal);
            }
        });
        return drafts.isEmpty() && rejected.size() == 1 ? rejected.get(0) : new Parsed.Understood(drafts, rejected);
    }
}
