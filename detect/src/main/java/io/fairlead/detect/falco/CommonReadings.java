// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.falco.FieldDefinition.Argument;
import io.fairlead.detect.falco.Reading.Shape;
import io.fairlead.detect.rule.Tree;
import java.util.List;
import java.util.Map;

/** Readings that any table of fields may use. */
final class CommonReadings {
    private CommonReadings() {}

    static Map<String, Reading> all() {
        return Map.ofEntries(
                Map.entry("text", Reading.one((trees, unused) -> Trees.optional(text(trees)))),
                Map.entry("value", Reading.one((trees, unused) -> Trees.value(trees.getFirst()))),
                Map.entry("entry", Reading.of(Shape.ONE, Argument.KEY, CommonReadings::entry)),
                Map.entry("nothing", Reading.nothing(Shape.ONE, Argument.NONE)),
                Map.entry("no-network", Reading.nothing(Shape.NETWORK, Argument.NONE)),
                Map.entry("argument", Reading.nothing(Shape.EACH, Argument.ANY)),
                Map.entry("one", Reading.constant(List.of("1"))),
                Map.entry("false", Reading.constant(List.of("false"))),
                Map.entry("clock", JsonFields.time(JsonFields.CLOCK)),
                Map.entry("clock-seconds", JsonFields.time(JsonFields.CLOCK_SECONDS)),
                Map.entry("iso8601", JsonFields.time(JsonFields.ISO)),
                Map.entry("date", JsonFields.time(JsonFields.DATE)),
                Map.entry("date-seconds", JsonFields.time(JsonFields.DATE_SECONDS)),
                Map.entry("nanoseconds", JsonFields.time(JsonFields.NANOS)));
    }

    /** The text of the first path that is there. */
    private static String text(List<Tree> trees) {
        return Trees.text(trees.toArray(Tree[]::new));
    }

    /** What stands under a key of the first path that has it. */
    private static List<String> entry(List<Tree> trees, String key) {
        for (Tree tree : trees) {
            Tree found = JsonFields.step(tree, key);
            if (!found.isNothing()) {
                return List.of(found.text());
            }
        }
        return List.of();
    }
}
