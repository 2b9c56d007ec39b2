// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job;

/** The detect stage or a replay cannot start or go on; the message says in one sentence why and what to do. */
public final class DetectException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With the sentence alone. */
    public DetectException(String message) {
        super(message);
    }

    /** With the sentence and what led to it. */
    public DetectException(String message, Throwable cause) {
        super(message, cause);
    }
}
