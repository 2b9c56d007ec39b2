// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of a document, kept whole for projections. JSON's null is nothing. */
public sealed interface Tree {
    /** Nothing there. */
    Tree NOTHING = new Nothing();

    /** An object; of a key that comes twice, the last value. */
    record Branch(Map<String, Tree> children) implements Tree {
        public Branch {
            children = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(children));
        }
    }

    /** A list. */
    record Items(List<Tree> members) implements Tree {
        public Items {
            members = List.copyOf(members);
        }

        private Tree member(String index) {
            if (index.isEmpty() || index.length() > 6 || !index.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return NOTHING;
            }
            int number = Integer.parseInt(index);
            return number < members.size() ? members.get(number) : NOTHING;
        }
    }

    /**
     * A string, number or boolean.
     *
     * @param text the string, or the JSON text of the number or boolean
     * @param quoted whether it is a string
     */
    record Scalar(String text, boolean quoted) implements Tree {}

    /** Absent, or null. */
    record Nothing() implements Tree {}

    /** The value under this key, or of this index in a list; {@link #NOTHING} where there is none. */
    default Tree at(String key) {
        return switch (this) {
            case Branch branch -> branch.children().getOrDefault(key, NOTHING);
            case Items items -> items.member(key);
            case Scalar unused -> NOTHING;
            case Nothing unused -> NOTHING;
        };
    }

    /** The members of a list; none of anything else. */
    default List<Tree> items() {
        return this instanceof Items items ? items.members() : List.of();
    }

    /** Whether there is nothing. */
    default boolean isNothing() {
        return this instanceof Nothing;
    }

    /** A scalar's text, anything else as compact JSON. */
    default String text() {
        return this instanceof Scalar scalar ? scalar.text() : TreeText.json(this);
    }

    /** The texts of what is there: of each member of a list, or of the value itself. */
    default List<String> texts() {
        if (!(this instanceof Items)) {
            return isNothing() ? List.of() : List.of(text());
        }
        List<String> texts = new ArrayList<>();
        for (Tree member : items()) {
            if (!member.isNothing()) {
                texts.add(member.text());
            }
        }
        return texts;
    }
}
