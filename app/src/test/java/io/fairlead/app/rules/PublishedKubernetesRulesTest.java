// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fairlead.app.offline.FileRecord;
import io.fairlead.app.offline.OfflineNormalizer;
import io.fairlead.app.offline.OfflineNormalizer.OfflineOrigin;
import io.fairlead.detect.RuleSetCompiler;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.enrich.EnrichConfig;
import io.fairlead.schemas.config.ConfigLoader;
import io.fairlead.testkit.Corpus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Published Sigma rules for Kubernetes over audit events of a real API server, through the normaliser: each fires on one
 * event and keeps silent on another that differs where it should. The events were recorded for this project; where none of
 * the kind was recorded, one was changed.
 */
final class PublishedKubernetesRulesTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String NEVER = "kubernetes_audit_potential_enumeration_activity.yml";

    private final Path folder = Corpus.assumePresent("sigma/rules/application/kubernetes/audit");
    private final RuleSet rules = RuleSetCompiler.standard().compile(RuleSources.of(List.of(folder)));

    @Test
    void eachFiresOnOneEventAndNotOnTheOther() throws IOException {
        Set<String> fired = new TreeSet<>();
        for (String line : lines()) {
            JsonNode vector = JSON.readTree(line);
            String rule = vector.get("rule").asText();
            assertThat(matches(vector.get("match"))).as(rule).contains(rule);
            assertThat(matches(vector.get("silent"))).as(rule).doesNotContain(rule);
            fired.add(rule);
        }
        Set<String> all = rules.rules().stream()
                .map(rule -> name(rule.info().file()))
                .collect(Collectors.toCollection(TreeSet::new));
        all.remove(NEVER);
        assertThat(all).hasSize(15).isEqualTo(fired);
    }

    @Test
    void theOneThatAsksForTheImpossibleIsReported() {
        assertThat(rules.rejections()).isEmpty();
        assertThat(rules.warnings()).singleElement().satisfies(warning -> {
            assertThat(name(warning.file())).isEqualTo(NEVER);
            assertThat(warning.code().text()).isEqualTo("can-never-match");
            assertThat(warning.reason()).contains("responseStatus.code cannot be 'ALLOW'");
        });
    }

    /** File names of the rules that fire. */
    private List<String> matches(JsonNode event) {
        List<String> faults = new ArrayList<>();
        List<String> fired = new ArrayList<>();
        OfflineNormalizer normalizer = new OfflineNormalizer(
                ConfigLoader.defaults(EnrichConfig.class),
                new OfflineOrigin("kubernetes.audit", "test", Instant.parse("2026-11-22T16:00:00Z")),
                fault -> faults.add(fault.text()));
        OfflineDetection detection = new OfflineDetection(rules);
        byte[] bytes = event.toString().getBytes(StandardCharsets.UTF_8);
        normalizer.normalize(
                new FileRecord("event", 1, 0, bytes),
                (record, understood) -> detection.judge(
                        new Location("event", 1),
                        understood,
                        finding -> fired.add(file(finding.rule().id()))));
        assertThat(faults).isEmpty();
        return fired;
    }

    private String file(String ruleId) {
        return name(rules.rule(ruleId).orElseThrow().info().file());
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static List<String> lines() {
        try (InputStream in =
                PublishedKubernetesRulesTest.class.getResourceAsStream("/kubernetes/published-rules.ndjson")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
