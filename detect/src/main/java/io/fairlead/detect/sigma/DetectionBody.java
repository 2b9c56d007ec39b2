// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.Condition;
import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.yaml.RuleException;
import io.fairlead.detect.yaml.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Selections and the condition over them, as detections and filters have them. */
final class DetectionBody {
    private final Yaml.Mapping body;
    private final Set<String> otherKeys;

    /**
     * @param body the mapping
     * @param otherKeys keys that are no selections, {@code condition} among them
     */
    DetectionBody(Yaml.Mapping body, Set<String> otherKeys) {
        this.body = body;
        this.otherKeys = otherKeys;
    }

    /** What must be true. */
    Condition condition(SelectionCompiler compiler) throws RuleException {
        List<String> written = conditions();
        Map<String, Condition> selections = selections(compiler);
        List<Condition> conditions = new ArrayList<>();
        for (String one : written) {
            conditions.add(ConditionParser.parse(one, selections, line()));
        }
        return conditions.size() == 1 ? conditions.getFirst() : new Condition.Or(conditions);
    }

    /** The selections by name. */
    Map<String, Condition> selections(SelectionCompiler compiler) throws RuleException {
        Map<String, Condition> selections = new LinkedHashMap<>();
        for (Map.Entry<String, Yaml> entry : body.entries().entrySet()) {
            if (!otherKeys.contains(entry.getKey())) {
                selections.put(entry.getKey(), compiler.compile(entry.getValue()));
            }
        }
        if (selections.isEmpty()) {
            throw new RuleException(RejectionCode.MISSING_KEY, body.line(), "there is no selection");
        }
        return selections;
    }

    /** The condition as written; of a list any will do. */
    List<String> conditions() throws RuleException {
        Yaml written = body.get("condition")
                .orElseThrow(() -> new RuleException(RejectionCode.MISSING_KEY, body.line(), "there is no condition"));
        List<Yaml> all = written instanceof Yaml.Sequence sequence ? sequence.items() : List.of(written);
        List<String> texts = new ArrayList<>();
        for (Yaml one : all) {
            if (!(one instanceof Yaml.Scalar scalar) || scalar.kind() != Yaml.Kind.TEXT) {
                throw new RuleException(RejectionCode.BAD_CONDITION, line(), "a condition is text or a list of texts");
            }
            texts.add(scalar.text());
        }
        if (texts.isEmpty()) {
            throw new RuleException(RejectionCode.BAD_CONDITION, line(), "the list of conditions is empty");
        }
        return texts;
    }

    /** The line of the condition. */
    int line() {
        return body.lineOf("condition");
    }
}
