// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairlead.detect.Corpus;
import io.fairlead.detect.RuleSetCompiler;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.RuleSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Published rules and the events that were recorded for them: each fires on its own, and on others only where it must. */
class RecordedEventsTest {
    @Test
    void eachRuleFiresOnItsEventsAndOnOthersOnlyAsBruteForceSays() throws IOException {
        JsonNode vectors =
                new ObjectMapper().readTree(Corpus.path("sigma/regression.json").toFile());
        Set<String> wanted = new HashSet<>();
        vectors.forEach(vector -> wanted.add(vector.get("rule_id").asText()));
        RuleSet all = RuleSetCompiler.asIs().compile(Corpus.rules("sigma"));
        RuleSet set = new RuleSet(
                all.version(),
                all.rules().stream().filter(rule -> wanted.contains(rule.id())).toList(),
                all.correlations(),
                all.rejections(),
                all.warnings());
        RuleMatcher matcher = RuleMatcher.compile(set);
        Set<String> silent = new TreeSet<>(wanted);
        for (JsonNode vector : vectors) {
            String own = vector.get("rule_id").asText();
            int hits = 0;
            for (JsonNode event : vector.get("events")) {
                Set<String> found = new TreeSet<>();
                ByteBuffer document =
                        ByteBuffer.wrap(event.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
                matcher.match("any", true, document)
                        .forEach(match -> found.add(match.rule().id()));
                assertThat(found).as("%s on %s", own, event).isEqualTo(bruteForce(set, event));
                hits += found.contains(own) ? 1 : 0;
            }
            assertThat(hits)
                    .as(vector.get("rule").asText())
                    .isEqualTo(vector.get("oracle_matches").asInt());
            silent.remove(own);
        }
        assertThat(vectors.size()).isGreaterThanOrEqualTo(100);
        assertThat(silent).isEmpty();
    }

    private static Set<String> bruteForce(RuleSet set, JsonNode event) {
        Set<String> found = new TreeSet<>();
        for (DetectionRule rule : set.rules()) {
            if (NaiveEvaluator.holds(rule.condition(), event)) {
                found.add(rule.id());
            }
        }
        return found;
    }
}
