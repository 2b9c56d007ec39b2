// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import io.fairlead.schemas.deadletter.DeadLetterCode;
import java.util.List;

/** What became of one source. */
public sealed interface Parsed {
    /**
     * It was understood.
     *
     * @param drafts one event each, in the order they stand in the source
     */
    record Understood(List<Draft> drafts) implements Parsed {
        public Understood {
            drafts = List.copyOf(drafts);
        }
    }

    /**
     * It was not.
     *
     * @param code why
     * @param message what is wrong, without a value of the source
     * @param excerpt beginning of the source after redaction; empty where it cannot be redacted
     */
    record Rejected(DeadLetterCode code, String message, String excerpt) implements Parsed {}
}
