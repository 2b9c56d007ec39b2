// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.rules;

import io.fairlead.app.rules.Finding.Correlated;
import io.fairlead.app.rules.Finding.Reason;
import io.fairlead.app.rules.Finding.Single;
import io.fairlead.app.rules.Finding.Span;
import io.fairlead.detect.alert.AlertFactory;
import io.fairlead.detect.correlate.Correlator;
import io.fairlead.detect.correlate.Correlator.Outcome;
import io.fairlead.detect.correlate.Fired;
import io.fairlead.detect.correlate.Limits;
import io.fairlead.detect.explain.Explainers;
import io.fairlead.detect.filter.FilteredMatcher;
import io.fairlead.detect.filter.Standing;
import io.fairlead.detect.filter.Verdict;
import io.fairlead.detect.match.Match;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.schemas.record.Alert;
import io.fairlead.schemas.record.Event;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Judges events of files with the matcher and the windows of the live job.
 *
 * <p>Time has come to its end only when the files have: no event is late, whatever the order of the files. Correlations
 * are therefore answered by {@link #finish}.
 */
public final class OfflineDetection {
    private static final Limits LIMITS = new Limits(1_000_000, 1_000);
    /** Parts of a condition's node that are shown. */
    private static final int MOST_PARTS = 10;

    /** Past every event, and far enough from the last long that windows can be added to it. */
    private static final long END_OF_TIME = Long.MAX_VALUE / 4;

    private final RuleSet rules;
    private final FilteredMatcher matcher;
    private final Correlator correlator;
    private final Explainers explainers = new Explainers();
    private final Map<String, Location> locations = new HashMap<>();
    private final Map<String, Long> filterHits = new TreeMap<>();
    private long uncounted;

    public OfflineDetection(RuleSet rules) {
        this.rules = rules;
        this.matcher = FilteredMatcher.compile(rules);
        this.correlator = new Correlator(rules, LIMITS);
    }

    /** Judges one event; rules on single events answer at once. */
    public void judge(Location location, Event event, Consumer<Finding> findings) {
        judge(location, event, true, findings);
    }

    /**
     * Judges one event.
     *
     * @param timed false when it has no time: then correlations do not count it
     */
    public void judge(Location location, Event event, boolean timed, Consumer<Finding> findings) {
        Verdict verdict = matcher.judge(event);
        verdict.withdrawn().forEach(withdrawn -> filterHits.merge(withdrawn.filterId(), 1L, Long::sum));
        for (Standing standing : verdict.standing()) {
            Match match = standing.match();
            if (!match.rule().silent()) {
                findings.accept(single(location, event, match));
            }
            if (!timed) {
                uncounted += rules.correlationsOf(match.rule().id()).isEmpty() ? 0 : 1;
                continue;
            }
            if (correlator.offer(match, event)) {
                locations.putIfAbsent(event.getId(), location);
            }
        }
    }

    /** Judges every window. */
    public void finish(Consumer<Finding> findings) {
        for (Outcome outcome : correlator.advance(END_OF_TIME)) {
            if (!outcome.rule().silent()) {
                findings.accept(correlated(outcome));
            }
        }
    }

    /** Matches that correlations could not hold: more than a million in one group. */
    public long overflowed() {
        return correlator.overflowed();
    }

    /** Matches that correlations did not count because their events have no time. */
    public long uncounted() {
        return uncounted;
    }

    /** How many matches each filter withdrew, by its id; filters without a hit are left out. */
    public Map<String, Long> filterHits() {
        return Collections.unmodifiableMap(filterHits);
    }

    private Single single(Location location, Event event, Match match) {
        Alert alert = AlertFactory.single(match, event, rules.version());
        return new Single(
                location.file(),
                location.line(),
                RuleView.of(match.rule().info()),
                alert.getId(),
                match.matches().stream().map(Reason::of).toList(),
                explainers
                        .explain(match.rule(), event.getDocument())
                        .condition()
                        .text(MOST_PARTS)
                        .lines()
                        .toList());
    }

    private Correlated correlated(Outcome outcome) {
        Fired fired = outcome.fired();
        Alert alert = AlertFactory.correlated(
                outcome.rule(),
                outcome.group(),
                fired,
                rules.version(),
                rules.filtersOver(outcome.rule(), Instant.ofEpochMilli(fired.receivedAtMillis())));
        List<Location> events = fired.events(LIMITS.evidence()).stream()
                .map(input -> locations.getOrDefault(input.eventId(), new Location(input.eventId(), 0)))
                .distinct()
                .toList();
        return new Correlated(
                RuleView.of(outcome.rule().info()),
                alert.getId(),
                outcome.group(),
                new Span(time(fired.windowStart()), time(fired.windowEnd())),
                fired.count(),
                events);
    }

    private static String time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }
}
