// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a matcher keeps of one document: the values of the fields that its rules and correlations name.
 *
 * <p>Lists are flattened: a field below a list has the values of all members. Not thread-safe while it is being read.
 */
public final class EventView {
    private final FieldIndex index;
    private final @Nullable List<Value>[] values;
    private final boolean[] present;
    private final boolean[] objects;
    private final List<Value> everything = new ArrayList<>();

    @SuppressWarnings({"unchecked", "rawtypes"})
    EventView(FieldIndex index) {
        this.index = index;
        this.values = new List[index.size()];
        this.present = new boolean[index.size()];
        this.objects = new boolean[index.size()];
    }

    /** The field's values as text, nulls left out; empty when it has none or no rule names it. */
    public List<String> values(String field) {
        int slot = index.slot(field);
        if (slot < 0) {
            return List.of();
        }
        return at(slot).stream()
                .filter(value -> !value.isNull())
                .map(Value::text)
                .toList();
    }

    /** Whether the document has the field, whatever it holds; false too for fields that no rule names. */
    public boolean has(String field) {
        int slot = index.slot(field);
        return slot >= 0 && present[slot];
    }

    List<Value> at(int slot) {
        List<Value> known = values[slot];
        return known == null ? List.of() : known;
    }

    boolean isPresent(int slot) {
        return present[slot];
    }

    /** Whether the field holds an object, which is something although it is no value. */
    boolean holdsObject(int slot) {
        return objects[slot];
    }

    /** Every scalar of the document, when some rule has keywords. */
    List<Value> everything() {
        return everything;
    }

    void put(int slot, Value value) {
        present[slot] = true;
        List<Value> known = values[slot];
        if (known == null) {
            known = new ArrayList<>(2);
            values[slot] = known;
        }
        known.add(value);
    }

    void putObject(int slot) {
        present[slot] = true;
        objects[slot] = true;
    }

    void markPresent(int slot) {
        present[slot] = true;
    }
}
