// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.bench.match;

import io.fairlead.detect.match.RuleMatcher;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.Logsource;
import io.fairlead.detect.rule.RuleSet;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The events of a lane, each with the matcher of the rules for its log source, which it names itself. */
final class Routed {
    private record Stop(ByteBuffer event, RuleMatcher matcher) {}

    private final List<Stop> stops = new ArrayList<>();

    Routed(RuleSet set, Lane lane) {
        Map<Logsource, RuleMatcher> matchers = new HashMap<>();
        for (ByteBuffer event : lane.events()) {
            NaiveDocument document = NaiveDocument.of(event.array());
            Logsource source =
                    new Logsource(word(document, "product"), word(document, "category"), word(document, "service"));
            stops.add(new Stop(
                    event, matchers.computeIfAbsent(source, unused -> RuleMatcher.compile(part(set, source)))));
        }
    }

    /** Puts every event to its rules; gives back how many matched. */
    long run() {
        long matches = 0;
        for (Stop stop : stops) {
            matches +=
                    stop.matcher().rules(MatchBench.DATASET, true, stop.event()).size();
        }
        return matches;
    }

    private static String word(NaiveDocument document, String field) {
        List<NaiveValue> found = document.values(field);
        return found.isEmpty() ? "" : found.getFirst().text();
    }

    private static RuleSet part(RuleSet set, Logsource source) {
        List<DetectionRule> rules = set.rules().stream()
                .filter(rule -> covers(rule.scope().logsource(), source))
                .toList();
        return new RuleSet(set.version(), rules, List.of(), List.of(), List.of());
    }

    private static boolean covers(Logsource rule, Logsource event) {
        return covers(rule.product(), event.product())
                && covers(rule.category(), event.category())
                && covers(rule.service(), event.service());
    }

    private static boolean covers(String rule, String event) {
        return rule.isEmpty() || rule.equals(event);
    }
}
