// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.rule;

/** Files of a rule set that hold no rules but lists of values, which rules name by placeholders. */
public final class ListFile {
    /** What their paths begin with; no path of a rule does. */
    public static final String PREFIX = "@lists/";

    private ListFile() {}

    /** Whether the file of this path is one. */
    public static boolean is(String path) {
        return path.startsWith(PREFIX);
    }
}
