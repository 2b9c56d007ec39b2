// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares what came out with what must come out. */
final class Verdict {
    private static final int SHOWN = 20;

    private final List<String> faults = new ArrayList<>();

    /** Each expected alert must be there once, and no other. */
    Verdict alerts(List<ExpectedAlert> expected, List<SeenAlert> seen) {
        Map<AlertKey, String> missing = new LinkedHashMap<>();
        expected.forEach(
                alert -> missing.put(alert.key(), alert.level() + " \"" + alert.title() + "\" " + alert.key()));
        Set<AlertKey> found = new HashSet<>();
        for (SeenAlert alert : seen) {
            AlertKey key = AlertKey.of(alert);
            boolean wanted = missing.remove(key) != null;
            if (!wanted) {
                faults.add((found.contains(key) ? "repeated alert: " : "extra alert: ") + alert.level() + " \""
                        + alert.title() + "\" " + key);
            }
            found.add(key);
        }
        missing.values().forEach(alert -> faults.add("missing alert: " + alert));
        return this;
    }

    /** No alert may be worse than low. */
    Verdict quiet(List<SeenAlert> seen) {
        seen.stream()
                .filter(alert -> !Set.of("low", "informational").contains(alert.level()))
                .forEach(alert -> faults.add(
                        "alert above low: " + alert.level() + " \"" + alert.title() + "\" " + AlertKey.of(alert)));
        return this;
    }

    /** Each alert must have reached the webhook, and nothing else may have. */
    Verdict webhook(List<String> alertIds, Set<String> delivered, int refused) {
        Set<String> all = new HashSet<>(alertIds);
        alertIds.stream()
                .filter(id -> !delivered.contains(id))
                .forEach(id -> faults.add("alert not at the webhook: " + id));
        delivered.stream()
                .filter(id -> !all.contains(id))
                .forEach(id -> faults.add("alert at the webhook but not in Elasticsearch: " + id));
        if (refused > 0) {
            faults.add(refused + " deliveries to the webhook without a right signature");
        }
        return this;
    }

    /** Each acknowledged event must be there exactly once; others do not matter. */
    Verdict events(Set<String> acknowledged, List<String> indexed) {
        Map<String, Integer> counts = new HashMap<>();
        indexed.forEach(id -> counts.merge(id, 1, Integer::sum));
        List<String> missing =
                acknowledged.stream().filter(id -> !counts.containsKey(id)).toList();
        List<String> repeated = acknowledged.stream()
                .filter(id -> counts.getOrDefault(id, 0) > 1)
                .toList();
        if (!missing.isEmpty()) {
            faults.add(missing.size() + " acknowledged events are not in Elasticsearch, for example " + missing.get(0));
        }
        if (!repeated.isEmpty()) {
            faults.add(repeated.size() + " events are in Elasticsearch more than once, for example " + repeated.get(0));
        }
        return this;
    }

    /** As many as there should be. */
    Verdict count(String what, long expected, long found) {
        if (expected != found) {
            faults.add(what + ": " + found + " instead of " + expected);
        }
        return this;
    }

    boolean holds() {
        return faults.isEmpty();
    }

    /** What is wrong, at most a screenful. */
    List<String> faults() {
        if (faults.size() <= SHOWN) {
            return List.copyOf(faults);
        }
        List<String> shown = new ArrayList<>(faults.subList(0, SHOWN));
        shown.add("... and " + (faults.size() - SHOWN) + " more");
        return shown;
    }
}
