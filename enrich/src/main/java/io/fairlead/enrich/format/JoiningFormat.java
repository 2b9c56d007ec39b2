// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * A format whose events are spread over several raw records. What {@link Coalescer} brings together is one raw record with
 * the payloads of all, a line each; {@link #parse} understands such a record and, as far as it goes, a lone line.
 */
public interface JoiningFormat extends Format {
    /** A new coalescer, for one stream. */
    Coalescer coalescer();

    /** What one record says before it is joined, redacted; empty when it is none of this format. */
    Optional<ObjectNode> record(Source source, FormatContext context);
}
