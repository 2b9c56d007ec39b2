// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairlead.detect.Corpus;
import io.fairlead.detect.RuleSetCompiler;
import io.fairlead.detect.match.RuleMatcher;
import io.fairlead.detect.rule.RuleSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Published rules and the events that were recorded for them: each fires on its own events, and on those of others only
 * where it does so alone, without any other rule beside it.
 */
class RecordedEventsTest {
    @Test
    void eachRuleFiresOnItsEventsAndOnOthersOnlyAsItDoesAlone() throws IOException {
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
        List<RuleMatcher> alone = set.rules().stream()
                .map(rule -> RuleMatcher.compile(new RuleSet("alone", List.of(rule), List.of(), List.of(), List.of())))
                .toList();
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
                assertThat(found).as("%s on %s", own, event).isEqualTo(oneByOne(alone, document));
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

    private static Set<String> oneByOne(List<RuleMatcher> alone, ByteBuffer document) {
        Set<String> found = new TreeSet<>();
        alone.forEach(matcher -> matcher.match("any", true, document)
                .forEach(match -> found.add(match.rule().id())));
        return found;
    }
}
