// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.yaml;

import io.fairlead.detect.rule.RejectionCode;

/** Why a rule cannot be compiled; never leaves its front end: it becomes a rejection. */
public final class RuleException extends Exception {
    private static final long serialVersionUID = 1L;

    private final RejectionCode code;
    private final int line;

    /** A rule that cannot be compiled: the code, the line from 1, and the reason for people. */
    public RuleException(RejectionCode code, int line, String reason) {
        super(reason, null, false, false);
        this.code = code;
        this.line = line;
    }

    /** Why, for scripts. */
    public RejectionCode code() {
        return code;
    }

    /** Where, from 1. */
    public int line() {
        return line;
    }

    /** Why, for people. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
