// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.offline;

import io.fairlead.schemas.deadletter.DeadLetterCode;

/**
 * A part of a file that is no record, or a record that could not be normalised: what would be a dead letter live.
 *
 * @param file the file as it was named
 * @param line the line where it starts or was noticed, from 1
 * @param code why
 * @param message what is wrong
 */
public record FileFault(String file, long line, DeadLetterCode code, String message) {
    /** For people: one line. */
    public String text() {
        return file + ":" + line + ": " + code.code() + ": " + message;
    }
}
