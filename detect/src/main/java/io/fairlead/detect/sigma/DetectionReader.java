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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compiles a document with a {@code detection}. */
final class DetectionReader {
    private static final Set<String> OTHER_KEYS = Set.of("condition", "timeframe");

    private final FieldNames.Lookup lookup;
    private final boolean everywhere;
    private final ValueLists lists;

    /**
     * @param lookup what names mean
     * @param everywhere whether rules are asked about every event, whatever their log source
     * @param lists values of placeholders
     */
    DetectionReader(FieldNames.Lookup lookup, boolean everywhere, ValueLists lists) {
        this.lookup = lookup;
        this.everywhere = everywhere;
        this.lists = lists;
    }

    /**
     * What a document holds.
     *
     * @param rules its rules on single events: one, or those that its aggregation counts
     * @param correlation the aggregation behind the pipe as a correlation of these rules
     */
    record Detected(List<DetectionRule> rules, Optional<SigmaDocument> correlation) {}

    Detected read(SigmaDocument document, RuleInfo info) throws RuleException {
        Yaml.Mapping detection = detection(document.root());
        Logsource logsource = logsource(document.root());
        FieldNames names = lookup.of(logsource);
        Placeholders placeholders = new Placeholders(lists);
        DetectionBody body = new DetectionBody(detection, OTHER_KEYS);
        Optional<Aggregation> aggregation = Aggregation.of(detection, body);
        List<DetectionRule> rules = new ArrayList<>();
        if (aggregation.isEmpty()) {
            Condition condition = body.condition(new SelectionCompiler(names, placeholders));
            rules.add(rule(Hashes.with(info, placeholders.hash()), document.root(), logsource, names, condition));
            return new Detected(rules, Optional.empty());
        }
        Map<String, Condition> selections = body.selections(new SelectionCompiler(names, placeholders));
        List<String> ids = new ArrayList<>();
        for (String search : aggregation.get().searches()) {
            Condition condition = ConditionParser.parse(search, selections, body.line());
            ids.add(info.id() + "/" + (ids.size() + 1));
            RuleInfo part = Hashes.with(info.part(ids.getLast()), placeholders.hash());
            rules.add(rule(part, document.root(), logsource, names, condition));
        }
        return new Detected(rules, Optional.of(aggregation.get().document(document, ids)));
    }

    private DetectionRule rule(
            RuleInfo info, Yaml.Mapping root, Logsource logsource, FieldNames names, Condition parsed)
            throws RuleException {
        Condition verbs =
                names.connectVerbs().map(connect -> connect.apply(parsed)).orElse(parsed);
        Condition condition = names.where()
                .<Condition>map(where -> new Condition.And(List.of(new Condition.Selection("logsource", where), verbs)))
                .orElse(verbs);
        Scope scope = new Scope(logsource, names.datasets(), everywhere);
        List<String> fields = root.texts("fields").stream()
                .flatMap(name -> names.of(name).stream())
                .toList();
        RuleInfo told = info.withSuppression(
                SuppressionReader.read(root, name -> names.of(name).getFirst()));
        return new DetectionRule(told, scope, condition, Stages.asked(condition, names.stageField()), false, fields);
    }

    /** The log source, which rules and filters must name. */
    static Logsource logsource(Yaml.Mapping root) throws RuleException {
        Logsource logsource = LogsourceNames.logsource(root);
        if (root.get("logsource").isEmpty()) {
            throw new RuleException(RejectionCode.MISSING_KEY, root.line(), "there is no logsource");
        }
        if (root.entries().get("logsource") instanceof Yaml.Mapping parts) {
            for (String part : List.of("product", "category", "service")) {
                if (parts.get(part).isPresent() && parts.text(part).isEmpty()) {
                    throw new RuleException(RejectionCode.BAD_VALUE, parts.lineOf(part), part + " is a text");
                }
            }
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
}
