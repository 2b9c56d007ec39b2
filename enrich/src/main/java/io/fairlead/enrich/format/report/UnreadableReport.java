// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.report;

import io.fairlead.schemas.deadletter.DeadLetterCode;
import java.io.IOException;

/** A report that cannot be read to its end; its message holds no value of it. */
public final class UnreadableReport extends IOException {
    private static final long serialVersionUID = 1L;

    private final DeadLetterCode code;
    private final String words;

    /** A failure with this code and these words. */
    public UnreadableReport(DeadLetterCode code, String words) {
        super(words);
        this.code = code;
        this.words = words;
    }

    DeadLetterCode code() {
        return code;
    }

    String message() {
        return words;
    }
}
