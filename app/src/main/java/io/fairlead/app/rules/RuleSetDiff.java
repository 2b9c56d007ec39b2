// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.rules;

import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.Rejection;
import io.fairlead.detect.rule.RuleInfo;
import io.fairlead.detect.rule.RuleSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Compares what two rule sets do, rule by rule; where their files lie does not matter. */
public final class RuleSetDiff {
    private RuleSetDiff() {}

    /** A rule reduced to what is compared. */
    private record Known(RuleInfo info, Map<String, Object> parts) {}

    /** The differences, ordered by kind and title. */
    public static List<RuleChange> of(RuleSet older, RuleSet newer) {
        Map<String, Known> before = known(older);
        Map<String, Known> after = known(newer);
        List<RuleChange> changes = new ArrayList<>();
        after.forEach((id, now) -> {
            Known then = before.get(id);
            if (then == null) {
                String change = rejection(older, now.info()).isPresent() ? "mended" : "added";
                changes.add(change(change, now.info(), List.of()));
            } else if (!parts(then, now).isEmpty()) {
                changes.add(change("changed", now.info(), parts(then, now)));
            }
        });
        before.forEach((id, then) -> {
            if (!after.containsKey(id)) {
                Optional<Rejection> why = rejection(newer, then.info());
                changes.add(why.map(rejection -> new RuleChange(
                                "rejected", id, then.info().title(), rejection.file(), List.of(rejection.reason())))
                        .orElseGet(() -> change("removed", then.info(), List.of())));
            }
        });
        changes.sort(Comparator.comparing(RuleChange::change).thenComparing(RuleChange::title));
        return changes;
    }

    private static Map<String, Known> known(RuleSet set) {
        Map<String, Known> known = new LinkedHashMap<>();
        for (DetectionRule rule : set.rules()) {
            Map<String, Object> parts = of(rule.info());
            parts.put("condition", rule.condition());
            parts.put("log source", rule.scope());
            parts.put("alone", rule.silent());
            parts.put("fields", rule.fields());
            parts.put("output", rule.output());
            known.put(rule.id(), new Known(rule.info(), parts));
        }
        for (CorrelationRule rule : set.correlations()) {
            Map<String, Object> parts = of(rule.info());
            parts.put("rules", rule.ruleIds());
            parts.put("type", rule.type());
            parts.put("group-by", rule.groupBy());
            parts.put("timespan", rule.timespan());
            parts.put("condition", List.of(rule.threshold(), rule.valueFields()));
            parts.put("generate", rule.generate());
            known.put(rule.id(), new Known(rule.info(), parts));
        }
        return known;
    }

    private static Map<String, Object> of(RuleInfo info) {
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("title", info.title());
        parts.put("description", info.description());
        parts.put("level", info.grade());
        parts.put("tags", info.tags());
        parts.put("triage", info.triage());
        parts.put("falsepositives", info.falsePositives());
        parts.put("status", info.status());
        return parts;
    }

    /** The names of the parts that differ; a difference in the text alone is called so. */
    private static List<String> parts(Known then, Known now) {
        List<String> different = new ArrayList<>();
        now.parts().forEach((name, part) -> {
            if (!Objects.equals(part, then.parts().get(name))) {
                different.add(name);
            }
        });
        if (different.isEmpty() && !then.info().hash().equals(now.info().hash())) {
            different.add("text only");
        }
        return different;
    }

    private static Optional<Rejection> rejection(RuleSet set, RuleInfo info) {
        return set.rejections().stream()
                .filter(rejection -> rejection.id().equals(info.id()))
                .findFirst();
    }

    private static RuleChange change(String change, RuleInfo info, List<String> what) {
        return new RuleChange(change, info.id(), info.title(), info.file(), what);
    }
}
