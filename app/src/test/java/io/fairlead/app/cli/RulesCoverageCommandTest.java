// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RulesCoverageCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CommandRun run = new CommandRun();

    @TempDir
    Path folder;

    @Test
    void onlyFedRulesCount() throws IOException {
        Files.writeString(
                folder.resolve("exec.yml"),
                Samples.RULE + "tags: [attack.execution, attack.t1609, attack.t1552.007]\n",
                StandardCharsets.UTF_8);
        assertThat(run.execute("rules", "coverage", "--fed", "kubernetes.audit_logs", folder.toString()))
                .isEqualTo(ExitCode.OK);
        JsonNode layer = JSON.readTree(run.out());
        assertThat(layer.path("domain").asText()).isEqualTo("enterprise-attack");
        assertThat(layer.at("/versions/layer").asText()).isEqualTo("4.5");
        assertThat(layer.path("techniques").findValuesAsText("techniqueID")).containsExactly("T1552.007", "T1609");
        assertThat(layer.at("/techniques/0/comment").asText()).isEqualTo("Exec into a pod");
    }

    @Test
    void ruleThatNothingFeedsCoversNothing() throws IOException {
        Files.writeString(folder.resolve("exec.yml"), Samples.RULE + "tags: [attack.t1609]\n", StandardCharsets.UTF_8);
        assertThat(run.execute("rules", "coverage", "--fed", "falco.alerts", folder.toString()))
                .isEqualTo(ExitCode.OK);
        assertThat(JSON.readTree(run.out()).path("techniques")).isEmpty();
        assertThat(run.err()).contains("nothing feeds: Exec into a pod");
    }

    @Test
    void bundledRulesCoverTheTechniquesOfTheirTags() throws IOException {
        assertThat(run.execute("rules", "coverage")).isEqualTo(ExitCode.OK);
        assertThat(JSON.readTree(run.out()).path("techniques").size()).isGreaterThan(20);
    }

    @Test
    void elasticsearchSaysWhichDatasetsAreFed() throws IOException {
        Files.writeString(folder.resolve("exec.yml"), Samples.RULE + "tags: [attack.t1609]\n", StandardCharsets.UTF_8);
        Files.writeString(folder.resolve("shell.yml"), """
                title: A shell
                id: 41111111-2222-4333-8444-555555555555
                logsource: {product: falco}
                detection: {s: {rule: Terminal shell in container}, condition: s}
                tags: [attack.t1059]
                """, StandardCharsets.UTF_8);
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer elasticsearch = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        elasticsearch.createContext("/", exchange -> {
            String query = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().getPath();
            asked.add(path + " " + query);
            byte[] answer = ("{\"count\":" + (path.contains("kubernetes.audit_logs") ? 7 : 0) + "}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("content-type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        elasticsearch.start();
        try {
            String url = "http://127.0.0.1:" + elasticsearch.getAddress().getPort();
            assertThat(run.execute("rules", "coverage", "--elasticsearch", url, "--within", "2h", folder.toString()))
                    .as(run.err())
                    .isEqualTo(ExitCode.OK);
        } finally {
            elasticsearch.stop(0);
        }
        assertThat(JSON.readTree(run.out()).path("techniques").findValuesAsText("techniqueID"))
                .containsExactly("T1609");
        assertThat(run.err())
                .contains("fed in the last 2h", "kubernetes.audit_logs: 7 documents", "nothing feeds: A shell");
        assertThat(asked)
                .anySatisfy(one -> assertThat(one)
                        .startsWith("/logs-kubernetes.audit_logs-default/_count ")
                        .contains("\"gte\":\"now-7200s\""));
    }

    @Test
    void elasticsearchThatIsAwayFailsAndWrongWordsAreUsage() throws IOException {
        Path rule = Files.writeString(folder.resolve("exec.yml"), Samples.RULE, StandardCharsets.UTF_8);
        String nobody = "http://127.0.0.1:1";
        assertThat(run.execute("rules", "coverage", "--elasticsearch", nobody, rule.toString()))
                .isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("cannot ask Elasticsearch what is fed");
        assertThat(run.execute("rules", "coverage", "--elasticsearch", nobody, "--fed", "x", rule.toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(run.execute("rules", "coverage", "--elasticsearch", nobody, "--within", "0s", rule.toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(run.execute("rules", "coverage", "--elasticsearch", "elsewhere", rule.toString()))
                .isEqualTo(ExitCode.USAGE);
    }
}
