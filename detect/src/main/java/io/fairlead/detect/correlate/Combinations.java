// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.correlate;

import java.util.ArrayList;
import java.util.List;

/** What one match adds to what is counted: the values of a field, or of several fields each combination of their values. */
final class Combinations {
    /** Of lists in several fields of one event no more are counted. */
    private static final int MOST = 1_000;

    private Combinations() {}

    /** The values of one field as they are, of several as texts that are equal only when all their parts are. */
    static List<String> of(List<List<String>> fields) {
        if (fields.isEmpty()) {
            return List.of();
        }
        if (fields.size() == 1) {
            return fields.getFirst();
        }
        List<String> combined = List.of("");
        for (List<String> values : fields) {
            List<String> longer = new ArrayList<>();
            for (String before : combined) {
                for (String value : values) {
                    if (longer.size() < MOST) {
                        longer.add(before + value.length() + ":" + value);
                    }
                }
            }
            combined = longer;
        }
        return combined;
    }
}
