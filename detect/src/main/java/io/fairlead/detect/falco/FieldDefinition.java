// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.rule.Tree;
import java.util.List;
import java.util.Map;

/**
 * A field of a source of events.
 *
 * @param paths parts of the document it reads
 * @param reading how it is read
 * @param carriers how far each dataset carries it, or any; a dataset that is not named carries it
 */
record FieldDefinition(List<String> paths, Reading reading, Map<String, Carriage> carriers) {
    /** What stands in brackets. */
    enum Argument {
        NONE,
        INDEX,
        KEY,
        ANY
    }

    /** A field that every event of its source may hold. */
    FieldDefinition(List<String> paths, boolean list, Argument argument, Reader reader) {
        this(paths, Reading.of(list ? Reading.Shape.LIST : Reading.Shape.ONE, argument, reader), Map.of());
    }

    /** Reads the values; the argument is empty where none was written. */
    @FunctionalInterface
    interface Reader {
        List<String> read(List<Tree> trees, String argument);
    }

    Argument argument() {
        return reading.argument();
    }

    Carriage carriedBy(String dataset) {
        return carriers.getOrDefault(dataset, carriers.getOrDefault(FieldTable.ANY, Carriage.FULL));
    }
}
