// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BenchCommandTest {
    private final CommandRun run = new CommandRun();

    @TempDir
    Path folder;

    @Test
    void printsOneLineOfFigures() throws IOException {
        Path good = Files.writeString(folder.resolve("good.yml"), Samples.RULE);
        Path bad = Files.writeString(
                folder.resolve("bad.yml"),
                Samples.RULE
                        .replace("condition: selection", "condition: nothing")
                        .replace("11111111", "91111111"));
        Path events = Files.writeString(
                folder.resolve("audit.log"),
                Stream.of("log", "exec", "exec")
                        .map(subresource -> Samples.audit("a1", subresource, 200, 1) + "\n")
                        .reduce("", String::concat));
        assertThat(run.execute(
                        "bench",
                        "match",
                        "--json",
                        "--seconds",
                        "1",
                        "--rules",
                        good.toString(),
                        "--rules",
                        bad.toString(),
                        "--events",
                        events.toString()))
                .as(run.err())
                .isEqualTo(ExitCode.OK);
        JsonNode figures = JsonMapper.builder().build().readTree(run.out());
        assertThat(figures.properties().stream().map(java.util.Map.Entry::getKey))
                .isEqualTo(List.of(
                        "events_per_s",
                        "parse_only_per_s",
                        "naive_per_s",
                        "rules",
                        "events",
                        "matches",
                        "compile_ms",
                        "index_bytes"));
        assertThat(figures.get("rules").asInt()).isEqualTo(1);
        assertThat(figures.get("events").asInt()).isEqualTo(3);
        assertThat(figures.get("matches").asInt()).isEqualTo(2);
        assertThat(figures.get("events_per_s").asLong()).isPositive();
        assertThat(run.err()).contains("1 rules are rejected", "of parsing alone");
    }

    @Test
    void normalizingPrintsALineOfFiguresForEachFormat() throws IOException {
        Path events = Files.writeString(
                folder.resolve("audit.log"),
                Samples.audit("a1", "log", 200, 1) + "\n" + Samples.audit("a2", "log", 200, 2));
        String[] given = {
            "bench", "normalize", "--json", "--seconds", "1", "--format", "kubernetes.audit", events.toString()
        };
        assertThat(run.execute(given)).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.execute("bench", "normalize", "--json", "--seconds", "1", "--format", "container"))
                .as(run.err())
                .isEqualTo(ExitCode.OK);
        List<JsonNode> figures = new java.util.ArrayList<>();
        for (String line : run.out().lines().toList()) {
            figures.add(JsonMapper.builder().build().readTree(line));
        }
        assertThat(figures).hasSize(2).allSatisfy(one -> {
            assertThat(one.path("per_s").asLong()).isPositive();
            assertThat(one.path("reference_per_s").asLong()).isPositive();
            assertThat(one.path("dead_letters").asLong()).isZero();
            assertThat(one.path("documents")).isEqualTo(one.path("records"));
        });
        assertThat(figures.get(0).path("reference").asText()).isEqualTo("Jackson's bare parse");
        assertThat(figures.get(0).path("records").asInt()).isEqualTo(2);
        assertThat(figures.get(1).path("reference").asText()).isEqualTo("a bare pass over the bytes");
        assertThat(run.execute("bench", "normalize", "--format", "nope")).isEqualTo(ExitCode.USAGE);
        assertThat(run.execute("bench", "normalize", events.toString())).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void filesThatAreNoneAreUsage() throws IOException {
        Path rule = Files.writeString(folder.resolve("rule.yml"), Samples.RULE);
        Path empty = Files.writeString(folder.resolve("empty.ndjson"), "\n");
        assertThat(run.execute("bench", "match", "--rules", rule.toString(), "--events", folder + "/absent"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(run.execute("bench", "match", "--rules", rule.toString(), "--events", empty.toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("there is no file", "holds no events");
    }
}
