// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
