// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which correlations had no room for a match lately. */
final class Refusals {
    private static final long LATELY_NANOS = Duration.ofMinutes(5).toNanos();

    private final Map<String, Double> counts = new HashMap<>();
    private final Map<String, Long> since = new HashMap<>();

    /** One sentence for each correlation whose count rose within the last five minutes. */
    List<String> lately(Map<String, Double> refused, long nowNanos) {
        List<String> sentences = new ArrayList<>();
        refused.forEach((correlation, count) -> {
            if (count > counts.getOrDefault(correlation, 0.0)) {
                counts.put(correlation, count);
                since.put(correlation, nowNanos);
            }
            Long rose = since.get(correlation);
            if (rose != null && nowNanos - rose <= LATELY_NANOS) {
                sentences.add("correlation " + correlation + " has no room for its groups or their events ("
                        + count.longValue() + " refused): narrow the rule or raise detect.max-groups");
            }
        });
        return sentences;
    }
}
