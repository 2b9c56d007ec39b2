// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.judge;

import io.fairlead.detect.alert.AlertFactory;
import io.fairlead.detect.correlate.CorrelationInput;
import io.fairlead.detect.correlate.CorrelationPlan;
import io.fairlead.detect.correlate.Grouped;
import io.fairlead.detect.job.stream.FiredAlert;
import io.fairlead.detect.job.stream.GroupInput;
import io.fairlead.detect.match.Match;
import io.fairlead.detect.match.RuleMatcher;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.schemas.record.Alert;
import io.fairlead.schemas.record.Event;
import org.jspecify.annotations.Nullable;

/** Judges one event after the other by one rule set; knows nothing of Flink. */
final class Bench {
    private final RuleSet rules;
    private final CorrelationPlan plan;
    private final RuleMatcher matcher;
    private final long latenessMillis;
    private final @Nullable String replayId;

    Bench(RuleSet rules, long latenessMillis, @Nullable String replayId) {
        this.rules = rules;
        this.plan = CorrelationPlan.of(rules);
        this.matcher = RuleMatcher.compile(rules);
        this.latenessMillis = latenessMillis;
        this.replayId = replayId;
    }

    /** What the rules say, where everything before the horizon (milliseconds since the epoch) is decided. */
    Ruling judge(Event event, long horizonMillis) {
        Ruling ruling = new Ruling();
        for (Match match : matcher.match(event)) {
            ruling.matchedRules.add(match.rule().id());
            if (!match.rule().silent()) {
                Alert alert = AlertFactory.single(match, event, rules.version());
                ruling.alerts.add(FiredAlert.of(replayId == null ? alert : AlertFactory.withReplay(alert, replayId)));
            }
            for (Grouped grouped : plan.inputs(match, event)) {
                CorrelationInput input = Ruling.bounded(grouped.input(), latenessMillis);
                if (Ruling.isLate(input, horizonMillis)) {
                    ruling.missedCorrelations.add(grouped.correlation().id());
                } else {
                    ruling.inputs.add(GroupInput.of(
                            new Grouped(grouped.correlation(), grouped.stateHash(), grouped.group(), input)));
                }
            }
        }
        return ruling;
    }
}
