// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match.scan;

/** What JSON wrote a value as. */
public enum Kind {
    TEXT,
    NUMBER,
    BOOLEAN,
    NULL
}
