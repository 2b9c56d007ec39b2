// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.correlate;

import io.fairlead.detect.match.Match;
import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.schemas.record.Event;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All correlations of a set in one place, for hosts without a stream: each level of a chain is moved to the watermark before
 * the next, so that what one fires is in time for those that stand on it. Not thread-safe.
 */
public final class Correlator {
    private final CorrelationPlan plan;
    private final Limits limits;
    private final List<Map<String, Group>> levels = new ArrayList<>();
    private long watermark = Long.MIN_VALUE;
    private long late;
    private long overflowed;

    private record Group(CorrelationRule rule, Map<String, String> values, CorrelationState state) {}

    /**
     * A correlation that fired in one of its groups.
     *
     * @param rule the correlation; silent ones are among them
     * @param group group-by names and values
     * @param fired when and on what
     */
    public record Outcome(CorrelationRule rule, Map<String, String> group, Fired fired) {}

    /** Nothing seen yet. */
    public Correlator(RuleSet set, Limits limits) {
        this.plan = CorrelationPlan.of(set);
        this.limits = limits;
        for (int depth = 1; depth <= CorrelationRule.DEEPEST; depth++) {
            levels.add(new LinkedHashMap<>());
        }
    }

    /** Offers a match; true when some correlation counts it. */
    public boolean offer(Match match, Event event) {
        List<Grouped> inputs = plan.inputs(match, event);
        inputs.forEach(this::add);
        return !inputs.isEmpty();
    }

    /** Lets time come to this point, in microseconds; what fired, level by level. */
    public List<Outcome> advance(long watermarkMicros) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Map<String, Group> level : levels) {
            Iterator<Group> groups = level.values().iterator();
            while (groups.hasNext()) {
                Group group = groups.next();
                for (Fired fired : group.state().advance(watermarkMicros)) {
                    outcomes.add(new Outcome(group.rule(), group.values(), fired));
                    plan.inputs(group.rule(), group.values(), fired, limits).forEach(this::add);
                }
                if (group.state().isEmpty()) {
                    groups.remove();
                }
            }
        }
        watermark = Math.max(watermark, watermarkMicros);
        return outcomes;
    }

    /** Matches that came after their time. */
    public long late() {
        return late;
    }

    /** Matches that found no room in their group. */
    public long overflowed() {
        return overflowed;
    }

    private void add(Grouped grouped) {
        CorrelationRule rule = grouped.correlation();
        Group group = levels.get(rule.depth() - 1)
                .computeIfAbsent(
                        grouped.key(), key -> new Group(rule, grouped.group(), new CorrelationState(rule, limits)));
        switch (group.state().add(grouped.input(), watermark)) {
            case BUFFERED, DUPLICATE -> {}
            case LATE -> late++;
            case OVERFLOW -> overflowed++;
        }
    }
}
