// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import io.fairlead.detect.rule.Projection;
import io.fairlead.detect.rule.Tree;
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
    private final @Nullable Tree[] trees;
    private final @Nullable List<Value>[] projected;
    private final List<Value> everything = new ArrayList<>();

    @SuppressWarnings({"unchecked", "rawtypes"})
    EventView(FieldIndex index) {
        this.index = index;
        this.values = new List[index.size()];
        this.present = new boolean[index.size()];
        this.objects = new boolean[index.size()];
        this.trees = new @Nullable Tree[index.captures()];
        this.projected = new List[index.projections()];
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

    /** The projection's values; empty when it has none or no rule uses it. */
    public List<String> values(Projection projection) {
        int number = index.projection(projection);
        return number < 0
                ? List.of()
                : projected(number, projection).stream().map(Value::text).toList();
    }

    /** The projection's values, computed at most once. */
    List<Value> projected(int number, Projection projection) {
        List<Value> known = projected[number];
        if (known == null) {
            List<Tree> parts = new ArrayList<>(projection.sources().size());
            for (String source : projection.sources()) {
                Tree tree = trees[index.capture(source)];
                parts.add(tree == null ? Tree.NOTHING : tree);
            }
            known = projection.values(parts).stream()
                    .map(text -> new Value(Value.Kind.TEXT, text))
                    .toList();
            projected[number] = known;
        }
        return known;
    }

    /** Whether nothing was kept for this path yet; what begins first is what is kept. */
    boolean claim(int number) {
        boolean first = trees[number] == null;
        if (first) {
            trees[number] = Tree.NOTHING;
        }
        return first;
    }

    void capture(int number, Tree tree) {
        trees[number] = tree;
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
