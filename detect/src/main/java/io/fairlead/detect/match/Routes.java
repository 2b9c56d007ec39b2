// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import io.fairlead.detect.rule.DetectionRule;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which rules are asked about events of a dataset. Thread-safe. */
final class Routes {
    /** Names of datasets come with events: no more of them are remembered. */
    private static final int MOST = 256;

    private record Question(String dataset, boolean decisive) {}

    private final List<DetectionRule> rules;
    private final Map<Question, BitSet> known = new ConcurrentHashMap<>();

    Routes(List<DetectionRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** The numbers of the rules that are asked; not to be changed. */
    BitSet asked(String dataset, boolean decisive) {
        Question question = new Question(dataset, decisive);
        BitSet asked = known.get(question);
        if (asked == null) {
            asked = find(dataset, decisive);
            if (known.size() < MOST) {
                known.put(question, asked);
            }
        }
        return asked;
    }

    private BitSet find(String dataset, boolean decisive) {
        BitSet asked = new BitSet();
        for (int i = 0; i < rules.size(); i++) {
            DetectionRule rule = rules.get(i);
            asked.set(i, rule.scope().covers(dataset) && (decisive || rule.namesStage()));
        }
        return asked;
    }
}
