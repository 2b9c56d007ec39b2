// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.rules;

import com.fasterxml.jackson.annotation.JsonFormat;

/**
 * Where an event stands; written as {@code [file, line]}.
 *
 * @param file the file as it was named
 * @param line the line where the record starts, from 1
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
public record Location(String file, long line) {
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
