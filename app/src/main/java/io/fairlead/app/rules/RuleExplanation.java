// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.rules;

import io.fairlead.detect.explain.Explained;
import io.fairlead.detect.explain.Explainer;
import io.fairlead.detect.filter.FilteredMatcher;
import io.fairlead.detect.filter.Withdrawn;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.schemas.record.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Asks one rule about events and keeps those nearest to a match.
 *
 * <p>An event that the rule is not asked about live (another dataset, not the decisive stage) is counted and not explained:
 * its condition is not what kept it from firing.
 */
public final class RuleExplanation {
    private static final Comparator<ExplainedEvent> NEAREST = Comparator.comparingInt(ExplainedEvent::distance);

    private final DetectionRule rule;
    private final Explainer explainer;
    private final FilteredMatcher filtered;
    private final int most;
    private final List<ExplainedEvent> nearest = new ArrayList<>();
    private final Map<String, Long> otherDatasets = new TreeMap<>();
    private long undecided;
    private long asked;
    private long matched;
    private long withheld;

    /** An explanation of this rule of the set by so many events. */
    public RuleExplanation(DetectionRule rule, RuleSet set, int most) {
        this.rule = rule;
        this.explainer = Explainer.of(rule);
        this.filtered = FilteredMatcher.compile(new RuleSet(
                set.version(),
                List.of(rule),
                List.of(),
                set.filters().stream()
                        .filter(filter -> filter.covers(rule.id()))
                        .toList(),
                List.of(),
                List.of()));
        this.most = most;
    }

    /** Asks the rule about one event. */
    public void ask(Location location, Event event) {
        if (!rule.scope().covers(event.getDataset())) {
            otherDatasets.merge(event.getDataset(), 1L, Long::sum);
            return;
        }
        if (!event.getDecisive() && !rule.namesStage()) {
            undecided++;
            return;
        }
        asked++;
        Explained answers = explainer.explain(event.getDocument());
        List<String> filters = answers.holds()
                ? filtered.judge(event).withdrawn().stream()
                        .map(Withdrawn::filterId)
                        .toList()
                : List.of();
        ExplainedEvent explained = ExplainedEvent.of(location, RuleView.of(rule.info()), answers, filters);
        matched += explained.holds() ? 1 : 0;
        withheld += filters.isEmpty() ? 0 : 1;
        nearest.add(explained);
        if (nearest.size() > 4 * most) {
            keepNearest();
        }
    }

    /** The events nearest to a match, the nearest first; of equally near ones the earlier. */
    public List<ExplainedEvent> nearest() {
        keepNearest();
        return List.copyOf(nearest);
    }

    /** In words: how many events the rule was asked about, and why not about the others. */
    public String summary() {
        StringBuilder text = new StringBuilder("asked about " + asked + " events, " + matched + " match");
        if (withheld > 0) {
            text.append(", of which filters hold ").append(withheld).append(" back");
        }
        if (undecided > 0) {
            text.append("; ")
                    .append(undecided)
                    .append(" are stages of a request at which it is not judged (the rule asks for no stage)");
        }
        otherDatasets.forEach((dataset, count) ->
                text.append("; ").append(count).append(" are of the dataset ").append(dataset));
        if (!otherDatasets.isEmpty()) {
            text.append("; the rule is asked about ")
                    .append(String.join(
                            ", ", new java.util.TreeSet<>(rule.scope().datasets())));
            if (rule.scope().datasets().isEmpty()) {
                text.append("nothing: no dataset carries its log source");
            }
        }
        return text.toString();
    }

    private void keepNearest() {
        nearest.sort(NEAREST); // stable
        if (nearest.size() > most) {
            nearest.subList(most, nearest.size()).clear();
        }
    }
}
