// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.rule.Tree;
import java.util.List;

/**
 * A field of a source of events.
 *
 * @param paths parts of the document it reads
 * @param list whether it may have several values
 * @param argument what its brackets may hold
 * @param reader how it is read
 */
record FieldDefinition(List<String> paths, boolean list, Argument argument, Reader reader) {
    /** What stands in brackets. */
    enum Argument {
        NONE,
        INDEX,
        KEY
    }

    /** Reads the values; the argument is empty where none was written. */
    @FunctionalInterface
    interface Reader {
        List<String> read(List<Tree> trees, String argument);
    }
}
