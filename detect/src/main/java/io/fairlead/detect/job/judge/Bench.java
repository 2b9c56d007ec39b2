// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.judge;

import io.fairlead.detect.alert.AlertFactory;
import io.fairlead.detect.alert.SuppressionKey;
import io.fairlead.detect.correlate.CorrelationInput;
import io.fairlead.detect.correlate.Grouped;
import io.fairlead.detect.filter.Standing;
import io.fairlead.detect.filter.Verdict;
import io.fairlead.detect.job.rules.InForce;
import io.fairlead.detect.job.stream.FiredAlert;
import io.fairlead.detect.job.stream.GroupInput;
import io.fairlead.detect.match.Match;
import io.fairlead.schemas.record.Alert;
import io.fairlead.schemas.record.Event;
import org.jspecify.annotations.Nullable;

/** Judges one event after the other; knows nothing of Flink. */
final class Bench {
    /** Parts of a condition's node that an alert shows. */
    private static final int MOST_PARTS = 10;

    private final long latenessMillis;
    private final @Nullable String replayId;

    Bench(long latenessMillis, @Nullable String replayId) {
        this.latenessMillis = latenessMillis;
        this.replayId = replayId;
    }

    /** What the rules say, where everything before the horizon (milliseconds since the epoch) is decided. */
    Ruling judge(InForce set, Event event, long horizonMillis) {
        Ruling ruling = new Ruling();
        Verdict verdict = set.matcher().judge(event);
        verdict.withdrawn().forEach(withdrawn -> ruling.filterHits.add(withdrawn.filterId()));
        ruling.expiredFilters.addAll(verdict.expired());
        for (Standing standing : verdict.standing()) {
            Match match = standing.match();
            ruling.matchedRules.add(match.rule().id());
            if (!match.rule().silent()) {
                String condition = set.explainers()
                        .explain(match.rule(), event.getDocument())
                        .condition()
                        .text(MOST_PARTS);
                Alert alert = AlertFactory.single(match, event, set.version(), standing.considered(), condition);
                ruling.alerts.add(FiredAlert.of(alert, replayId)
                        .with(Ruling.bounded(
                                SuppressionKey.of(match.rule(), event), event, horizonMillis, latenessMillis)));
            }
            for (Grouped grouped : set.plan().inputs(match, event)) {
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
