// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.Condition;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.Logsource;
import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.rule.RuleInfo;
import io.fairlead.detect.rule.Scope;
import io.fairlead.detect.yaml.RuleException;
import io.fairlead.detect.yaml.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compiles a document with a {@code detection}. */
final class DetectionReader {
    private final FieldNames.Lookup lookup;
    private final boolean everywhere;

    /**
     * @param lookup what names mean
     * @param everywhere whether rules are asked about every event, whatever their log source
     */
    DetectionReader(FieldNames.Lookup lookup, boolean everywhere) {
        this.lookup = lookup;
        this.everywhere = everywhere;
    }

    DetectionRule read(SigmaDocument document, RuleInfo info) throws RuleException {
        Yaml.Mapping root = document.root();
        Logsource logsource = logsource(root);
        FieldNames names = lookup.of(logsource);
        Condition parsed = condition(detection(root), new SelectionCompiler(names));
        Condition condition =
                names.connectVerbs().map(verbs -> verbs.apply(parsed)).orElse(parsed);
        Scope scope = new Scope(logsource, names.datasets(), everywhere);
        List<String> fields = root.texts("fields").stream()
                .flatMap(name -> names.of(name).stream())
                .toList();
        RuleInfo told = info.withSuppression(
                SuppressionReader.read(root, name -> names.of(name).getFirst()));
        return new DetectionRule(told, scope, condition, Stages.asked(condition, names.stageField()), false, fields);
    }

    private static Logsource logsource(Yaml.Mapping root) throws RuleException {
        Logsource logsource = LogsourceNames.logsource(root);
        if (root.get("logsource").isEmpty()) {
            throw new RuleException(RejectionCode.MISSING_KEY, root.line(), "a rule needs a logsource");
        }
        if (logsource.equals(Logsource.NONE)) {
            throw new RuleException(
                    RejectionCode.BAD_VALUE,
                    root.lineOf("logsource"),
                    "logsource names none of product, category and service");
        }
        return logsource;
    }

    private static Yaml.Mapping detection(Yaml.Mapping root) throws RuleException {
        if (root.entries().get("detection") instanceof Yaml.Mapping detection) {
            return detection;
        }
        boolean missing = root.get("detection").isEmpty();
        throw new RuleException(
                missing ? RejectionCode.MISSING_KEY : RejectionCode.BAD_VALUE,
                root.lineOf("detection"),
                "a rule needs a detection: a mapping of selections and a condition");
    }

    private static Condition condition(Yaml.Mapping detection, SelectionCompiler compiler) throws RuleException {
        Yaml written = detection
                .get("condition")
                .orElseThrow(() -> new RuleException(
                        RejectionCode.MISSING_KEY, detection.line(), "the detection has no condition"));
        if (detection.get("timeframe").isPresent()) {
            throw new RuleException(
                    RejectionCode.UNSUPPORTED,
                    detection.lineOf("timeframe"),
                    "timeframe belongs to aggregations, which are not part of Sigma 2: write a correlation");
        }
        Map<String, Condition> selections = new LinkedHashMap<>();
        for (Map.Entry<String, Yaml> entry : detection.entries().entrySet()) {
            if (!entry.getKey().equals("condition")) {
                selections.put(entry.getKey(), compiler.compile(entry.getValue()));
            }
        }
        if (selections.isEmpty()) {
            throw new RuleException(RejectionCode.MISSING_KEY, detection.line(), "the detection has no selection");
        }
        return any(written, selections, detection.lineOf("condition"));
    }

    /** One condition, or a list of them: any will do. */
    private static Condition any(Yaml written, Map<String, Condition> selections, int line) throws RuleException {
        List<Yaml> all = written instanceof Yaml.Sequence sequence ? sequence.items() : List.of(written);
        List<Condition> conditions = new ArrayList<>();
        for (Yaml one : all) {
            if (!(one instanceof Yaml.Scalar scalar) || scalar.kind() != Yaml.Kind.TEXT) {
                throw new RuleException(RejectionCode.BAD_CONDITION, line, "a condition is text or a list of texts");
            }
            conditions.add(ConditionParser.parse(scalar.text(), selections, line));
        }
        if (conditions.isEmpty()) {
            throw new RuleException(RejectionCode.BAD_CONDITION, line, "the list of conditions is empty");
        }
        return conditions.size() == 1 ? conditions.getFirst() : new Condition.Or(conditions);
    }
}
