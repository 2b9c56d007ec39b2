// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairlead.detect.RuleManifests;
import io.fairlead.detect.RuleSetCompiler;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.schemas.record.RuleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Published Falco rules on published captures, through parsing and redaction: the alerts they are published with. */
class FalcoAuditCorpusTest {
    private static final Path CORPUS =
            Path.of(System.getProperty("corpus.dir", "../../shared/corpus"), "falco-k8s-audit");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TESTS = 34;

    /** What is published: rule name → how often; rules that must not fire; whether none may. */
    record Case(
            String name,
            List<String> captures,
            List<String> rules,
            Map<String, Integer> expect,
            List<String> zero,
            boolean silent) {
        @Override
        public String toString() {
            return name;
        }
    }

    @Test
    void allTestsAreThere() throws IOException {
        Assumptions.assumeTrue(Files.exists(CORPUS), () -> "skipped: no corpus at " + CORPUS.toAbsolutePath());
        assertThat(cases())
                .hasSize(TESTS)
                .noneMatch(one -> one == null || one.rules().isEmpty());
    }

    static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        if (!Files.exists(CORPUS)) {
            return List.of(new Case("absent", List.of(), List.of(), Map.of(), List.of(), false));
        }
        for (JsonNode node : JSON.readTree(CORPUS.resolve("tests.json").toFile())) {
            cases.add(JSON.treeToValue(node, Case.class));
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void givesTheAlertsItIsPublishedWith(Case one) throws IOException {
        Assumptions.assumeTrue(Files.exists(CORPUS), () -> "skipped: no corpus at " + CORPUS.toAbsolutePath());
        List<RuleFile> files = new ArrayList<>();
        for (String name : one.rules()) {
            files.add(RuleManifests.file(
                    name, Files.readAllBytes(CORPUS.resolve("rules").resolve(name))));
        }
        RuleSet set = RuleSetCompiler.standard().compile(files);
        assertThat(set.rejections()).isEmpty();
        assertThat(set.rules()).isNotEmpty();

        Map<String, Long> counts = counts(set, one.captures());

        one.expect()
                .forEach((rule, count) -> assertThat(counts.getOrDefault(rule, 0L))
                        .as("%s in %s", rule, counts)
                        .isEqualTo(count.longValue()));
        assertThat(one.zero()).noneMatch(counts::containsKey);
        if (one.silent()) {
            assertThat(counts).isEmpty();
        }
    }

    private static Map<String, Long> counts(RuleSet set, List<String> captures) throws IOException {
        Judge judge = new Judge(set);
        for (String capture : captures) {
            byte[] bytes = Files.readAllBytes(CORPUS.resolve("captures").resolve(capture));
            JsonNode event = JSON.readTree(bytes);
            if (event.path("stage").isTextual()) { // one capture holds no audit event at all: it is not judged
                judge.judge("kubernetes.audit", capture, bytes);
            }
        }
        Map<String, String> names = set.rules().stream()
                .collect(Collectors.toMap(DetectionRule::id, rule -> rule.info().title()));
        Function<Seen, String> name = seen -> names.getOrDefault(seen.rule(), seen.rule());
        return judge.alerts().stream().collect(Collectors.groupingBy(name, Collectors.counting()));
    }

    @Test
    void everyPublishedAuditRuleRuns() throws IOException {
        Assumptions.assumeTrue(Files.exists(CORPUS), () -> "skipped: no corpus at " + CORPUS.toAbsolutePath());
        List<RuleFile> files = new ArrayList<>();
        try (Stream<Path> paths = Files.list(CORPUS.resolve("rules"))) {
            for (Path path : paths.sorted().toList()) {
                RuleFile file = RuleManifests.file(path.getFileName().toString(), Files.readAllBytes(path));
                files.add(file);
            }
        }
        for (String whole : List.of("k8s_audit_rules.yaml", "engine_v4_rules.yaml")) {
            RuleSet set = RuleSetCompiler.standard()
                    .compile(files.stream()
                            .filter(file -> file.getPath().equals(whole))
                            .toList());
            assertThat(set.rejections()).isEmpty();
            assertThat(set.rules())
                    .hasSizeGreaterThan(25)
                    .allMatch(rule -> rule.output().isPresent());
        }
    }
}
