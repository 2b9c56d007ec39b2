// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.yaml;

import io.fairlead.detect.rule.RejectionCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A YAML value with the line it starts on, from 1. */
public sealed interface Yaml {
    /** The line it starts on, from 1. */
    int line();

    /** Keys and values in order; each key once. */
    record Mapping(int line, Map<String, Yaml> entries, Map<String, Integer> lines) implements Yaml {
        /** The value under this key. */
        public Optional<Yaml> get(String key) {
            return Optional.ofNullable(entries.get(key));
        }

        /** The line of this key; the line of the mapping when it has no such key. */
        public int lineOf(String key) {
            return lines.getOrDefault(key, line);
        }

        /** The scalar's text under this key; empty when it is missing, null or no scalar. */
        public String text(String key) {
            return entries.get(key) instanceof Scalar scalar && scalar.kind() != Kind.NULL
                    ? scalar.text().strip()
                    : "";
        }

        /** The scalars' texts under this key, one or a list; empty when there are none. */
        public List<String> texts(String key) {
            if (entries.get(key) instanceof Sequence sequence) {
                return sequence.items().stream()
                        .map(Mapping::text)
                        .flatMap(Optional::stream)
                        .toList();
            }
            String text = text(key);
            return text.isEmpty() ? List.of() : List.of(text);
        }

        /**
         * The texts under this key, one or a list; empty when it is missing or null.
         *
         * @throws RuleException when anything else stands there
         */
        public List<String> plainTexts(String key) throws RuleException {
            Yaml value = entries.get(key);
            List<Yaml> all =
                    value instanceof Sequence sequence ? sequence.items() : value == null ? List.of() : List.of(value);
            List<String> texts = new ArrayList<>();
            for (Yaml one : all) {
                Optional<String> text = text(one);
                boolean nothing = one instanceof Scalar scalar && scalar.kind() == Kind.NULL && one == value;
                if (text.isEmpty() && !nothing) {
                    throw new RuleException(
                            RejectionCode.BAD_VALUE, lineOf(key), "'" + key + "' is a text or a list of texts");
                }
                text.ifPresent(texts::add);
            }
            return texts;
        }

        private static Optional<String> text(Yaml yaml) {
            return yaml instanceof Scalar scalar && scalar.kind() != Kind.NULL
                    ? Optional.of(scalar.text().strip())
                    : Optional.empty();
        }
    }

    /** Values in order. */
    record Sequence(int line, List<Yaml> items) implements Yaml {}

    /** What a scalar is in YAML's core schema. */
    enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        NULL
    }

    /** One value; the number is there for numbers only. */
    record Scalar(int line, Kind kind, String text, Optional<BigDecimal> number) implements Yaml {}
}
