// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.Condition;
import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.yaml.RuleException;
import io.fairlead.detect.yaml.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compiles a selection: a mapping is AND over its items, a list is OR over its members, lone values are keywords. */
final class SelectionCompiler {
    private final ItemCompiler items;

    SelectionCompiler(FieldNames names, Placeholders placeholders) {
        this.items = new ItemCompiler(names, placeholders);
    }

    Condition compile(Yaml selection) throws RuleException {
        return switch (selection) {
            case Yaml.Mapping mapping -> mapping(mapping);
            case Yaml.Sequence sequence -> sequence(sequence);
            case Yaml.Scalar scalar -> items.compile(new FieldKey("", List.of(), scalar.line()), scalar);
        };
    }

    private Condition mapping(Yaml.Mapping mapping) throws RuleException {
        if (mapping.entries().isEmpty()) {
            throw new RuleException(RejectionCode.BAD_VALUE, mapping.line(), "a selection cannot be empty");
        }
        List<Condition> conditions = new ArrayList<>();
        for (Map.Entry<String, Yaml> entry : mapping.entries().entrySet()) {
            FieldKey key = FieldKey.parse(entry.getKey(), mapping.lineOf(entry.getKey()));
            conditions.add(items.compile(key, entry.getValue()));
        }
        return conditions.size() == 1 ? conditions.getFirst() : new Condition.And(conditions);
    }

    private Condition sequence(Yaml.Sequence sequence) throws RuleException {
        if (sequence.items().isEmpty()) {
            throw new RuleException(RejectionCode.BAD_VALUE, sequence.line(), "a selection cannot be empty");
        }
        List<Condition> conditions = new ArrayList<>();
        for (Yaml item : sequence.items()) {
            conditions.add(compile(item));
        }
        return conditions.size() == 1 ? conditions.getFirst() : new Condition.Or(conditions);
    }
}
