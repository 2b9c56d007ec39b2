// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairlead.enrich.Normalized;
import io.fairlead.enrich.TestNormalizer;
import io.fairlead.testkit.Corpus;
import io.fairlead.testkit.EventChecks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reports and records of others: each is found by its content and gives as many events as it holds results. */
final class PostureCorpusTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void kubeBench() throws IOException {
        for (Path file : files("scanners/kubebench")) {
            JsonNode root = JSON.readTree(file.toFile());
            JsonNode controls = root.has("Controls") ? root.get("Controls") : root;
            int results = 0;
            for (JsonNode control : controls) {
                for (JsonNode group : control.path("tests")) {
                    results += group.path("results").size();
                }
            }
            assertThat(results).isPositive();
            assertThat(evaluated(file, "kube_bench.result")).as("%s", file).isEqualTo(results);
        }
    }

    @Test
    void dockerBench() throws IOException {
        for (Path file : files("scanners/dockerbench")) {
            int results = 0;
            for (JsonNode group : JSON.readTree(file.toFile()).path("tests")) {
                results += group.path("results").size();
            }
            assertThat(results).isPositive();
            assertThat(evaluated(file, "docker_bench.result")).as("%s", file).isEqualTo(results);
        }
    }

    @Test
    void openScap() throws IOException {
        Pattern result = Pattern.compile("<(?:\\w+:)?rule-result[\\s>]");
        for (Path file : files("scanners/openscap")) {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            int results = (int) result.matcher(text).results().count();
            assertThat(results).isPositive();
            assertThat(evaluated(file, "openscap.result")).as("%s", file).isEqualTo(results);
        }
    }

    @Test
    void kubescape() throws IOException {
        for (Path file : files("scanners/kubescape")) {
            int results = 0;
            for (JsonNode result : JSON.readTree(file.toFile()).path("results")) {
                results += result.path("controls").size();
            }
            assertThat(results).isPositive();
            assertThat(evaluated(file, "kubescape.result")).as("%s", file).isEqualTo(results);
        }
    }

    @Test
    void payloads() throws IOException {
        assertThat(events(payload("kyverno_policyreport_result.json"), "policy_report.result"))
                .hasSize(1)
                .allSatisfy(document -> assertThat(
                                document.at("/orchestrator/resource/name").asText())
                        .isEqualTo("calico-typha"));
        assertThat(events(payload("opa_decision_log.json"), "opa.decision"))
                .hasSize(1)
                .allSatisfy(document ->
                        assertThat(document.at("/event/outcome").asText()).isEqualTo("success"));
        assertThat(events(payload("gitlab_registry_push.json"), "distribution.notification"))
                .hasSize(1)
                .allSatisfy(document ->
                        assertThat(document.at("/user/name").asText()).isEqualTo("root"));
    }

    private static Path payload(String name) {
        return Corpus.assumePresent("payloads/" + name);
    }

    /** How many events say what a check found. */
    private static int evaluated(Path file, String dataset) throws IOException {
        return (int) events(file, dataset).stream()
                .filter(document -> document.at("/result/evaluation").isTextual()
                        && !document.at("/rule/id").asText().isEmpty())
                .count();
    }

    private static List<JsonNode> events(Path file, String dataset) throws IOException {
        Normalized normalized = TestNormalizer.normalize(TestNormalizer.raw("auto", Files.readAllBytes(file)));
        assertThat(normalized.rejected()).as("%s", file).isEmpty();
        List<JsonNode> documents =
                normalized.events().stream().map(EventChecks::document).toList();
        assertThat(documents)
                .allSatisfy(document ->
                        assertThat(document.at("/event/dataset").asText()).isEqualTo(dataset));
        assertThat(documents.stream().map(document -> document.at("/event/id").asText()))
                .doesNotHaveDuplicates();
        return documents;
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> all = Files.list(Corpus.assumePresent(folder))) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
