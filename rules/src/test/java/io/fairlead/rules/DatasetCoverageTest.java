// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.RuleSetCompiler;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.schemas.elasticsearch.ElasticsearchTemplates;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every dataset that a source of its own feeds has rules of its own: read from the templates and the compiled pack. */
class DatasetCoverageTest {
    private static final int FEWEST = 2;

    /** What is no source: lines of unknown meaning, and what the pipeline writes itself. */
    private static final Set<String> NO_SOURCE =
            Set.of("generic.json", "generic.plain", "fairlead.alerts", "fairlead.replay", "fairlead.gaps");

    @Test
    void everyDatasetHasTwoRulesOfItsOwn() {
        RuleSet set = RuleSetCompiler.standard().compile(RulePack.files());
        Map<String, Integer> rules = new TreeMap<>();
        for (String dataset : ElasticsearchTemplates.datasets()) {
            if (!NO_SOURCE.contains(dataset)) {
                rules.put(dataset, 0);
            }
        }
        for (DetectionRule rule : set.rules()) {
            if (!rule.scope().everywhere()) {
                rule.scope().datasets().forEach(dataset -> rules.computeIfPresent(dataset, (name, count) -> count + 1));
            }
        }
        assertThat(rules)
                .hasSizeGreaterThan(60)
                .allSatisfy((dataset, count) -> assertThat(count).as(dataset).isGreaterThanOrEqualTo(FEWEST));
    }

    @Test
    void whatIsNoSourceIsADatasetAllTheSame() {
        assertThat(ElasticsearchTemplates.datasets()).containsAll(NO_SOURCE);
    }
}
