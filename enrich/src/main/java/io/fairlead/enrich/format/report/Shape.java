// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where in a report findings stand: the places of all kinds, as a tree of keys. */
final class Shape {
    private final Map<String, Shape> named = new HashMap<>();
    private @Nullable Shape item;
    private @Nullable Shape anyKey;
    private @Nullable Findings findings;

    private Shape() {}

    static Shape of(List<Findings> all) {
        Shape top = new Shape();
        for (Findings findings : all) {
            for (String place : findings.places()) {
                Shape shape = top;
                if (!place.isEmpty()) {
                    for (String part : place.split("/", -1)) {
                        shape = shape.child(part);
                    }
                }
                shape.findings = findings;
            }
        }
        return top;
    }

    private Shape child(String part) {
        if (part.equals("*")) {
            Shape child = item == null ? new Shape() : item;
            item = child;
            return child;
        }
        if (part.equals("+")) {
            Shape child = anyKey == null ? new Shape() : anyKey;
            anyKey = child;
            return child;
        }
        return named.computeIfAbsent(part, name -> new Shape());
    }

    /** What may stand below this key of what stands here; empty when no finding does. */
    static List<Shape> below(List<Shape> here, String key) {
        List<Shape> below = new ArrayList<>(1);
        for (Shape shape : here) {
            Shape one = shape.named.get(key);
            if (one != null) {
                below.add(one);
            }
            if (shape.anyKey != null) {
                below.add(shape.anyKey);
            }
        }
        return below;
    }

    /** What may stand in the array that stands here. */
    static List<Shape> items(List<Shape> here) {
        List<Shape> items = new ArrayList<>(1);
        for (Shape shape : here) {
            if (shape.item != null) {
                items.add(shape.item);
            }
        }
        return items;
    }

    /** Whether what is inside is told here, and faults of it may stand below. */
    static boolean isAround(List<Shape> here) {
        for (Shape shape : here) {
            if (shape.findings != null && shape.findings.isInventory() && !shape.named.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** The findings one of which stands here, or null when none does; an array is none where findings stand below too. */
    static @Nullable Findings at(List<Shape> here, boolean array) {
        for (Shape shape : here) {
            if (shape.findings != null && !(array && shape.item != null)) {
                return shape.findings;
            }
        }
        return null;
    }
}
