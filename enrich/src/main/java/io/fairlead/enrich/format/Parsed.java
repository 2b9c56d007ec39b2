// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import io.fairlead.schemas.deadletter.DeadLetterCode;
import java.util.List;

/** What became of one source. */
public sealed interface Parsed {
    /**
     * It was understood, all of it or some.
     *
     * @param drafts one event each, in the order they stand in the source
     * @param rejected the parts of it that were not, none of which costs its neighbours anything
     */
    record Understood(List<Draft> drafts, List<Rejected> rejected) implements Parsed {
        public Understood {
            drafts = List.copyOf(drafts);
            rejected = List.copyOf(rejected);
        }

        /** All of it was. */
        public Understood(List<Draft> drafts) {
            this(drafts, List.of());
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
