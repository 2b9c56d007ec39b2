// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.RejectionCode;

/** Why a rule cannot be compiled; never leaves this package: it becomes a rejection. */
final class SigmaException extends Exception {
    private static final long serialVersionUID = 1L;

    private final RejectionCode code;
    private final int line;

    SigmaException(RejectionCode code, int line, String reason) {
        super(reason, null, false, false);
        this.code = code;
        this.line = line;
    }

    RejectionCode code() {
        return code;
    }

    int line() {
        return line;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
