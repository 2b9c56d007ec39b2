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

final class RulesExplainCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CommandRun run = new CommandRun();

    @TempDir
    Path folder;

    @Test
    void nearestMissComesFirst() throws IOException {
        Path rule = write("exec.yml", Samples.RULE);
        Path events = write(
                "audit.log",
                Samples.audit("a1", "log", 200, 1) + "\n" + Samples.audit("a2", "exec", 403, 2) + "\n"
                        + Samples.audit("a3", "exec", 200, 3));
        assertThat(run.execute(
                        "rules", "explain", "--rule", "EXEC into a pod", "--rules", rule.toString(), events.toString()))
                .as(run.err())
                .isEqualTo(ExitCode.OK);
        assertThat(run.err())
                .contains("asked about 3 events")
                .contains(events + ":1  does not match: needs ")
                .contains("objectRef.subresource")
                .contains("    no   selection:");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void jsonHasTheWholeCondition() throws IOException {
        Path rule = write("exec.yml", Samples.RULE);
        Path events = write("audit.log", Samples.audit("a1", "log", 200, 1));
        assertThat(run.execute(
                        "rules",
                        "explain",
                        "--json",
                        "--rule",
                        "Exec into a pod",
                        "--rules",
                        rule.toString(),
                        events.toString()))
                .as(run.err())
                .isEqualTo(ExitCode.OK);
        JsonNode line = JSON.readTree(run.out());
        assertThat(line.path("holds").asBoolean()).isFalse();
        assertThat(line.at("/misses/0/wanted").asBoolean()).isTrue();
        assertThat(line.at("/misses/0/question/values/0").asText()).isEqualTo("log");
        assertThat(line.at("/condition/holds").asBoolean()).isFalse();
        assertThat(line.at("/condition/kind").asText()).isEqualTo("selection");
    }

    @Test
    void correlationIsExplainedByItsRules() throws IOException {
        Path rules = write("burst.yml", Samples.BURST);
        Path events = write("audit.log", Samples.audit("a1", "log", 403, 1));
        assertThat(run.execute(
                        "rules",
                        "explain",
                        "--rule",
                        "Burst of denials",
                        "--rules",
                        rules.toString(),
                        events.toString()))
                .as(run.err())
                .isEqualTo(ExitCode.OK);
        assertThat(run.err()).contains("is a correlation (event_count)", "asked about 1 events, 1 match");
    }

    @Test
    void eventsOfAnotherDatasetAreTold() throws IOException {
        Path rule = write("exec.yml", Samples.RULE);
        Path events = write("app.log", "{\"message\":\"hello\"}");
        assertThat(run.execute(
                        "rules", "explain", "--rule", "Exec into a pod", "--rules", rule.toString(), events.toString()))
                .as(run.err())
                .isEqualTo(ExitCode.OK);
        assertThat(run.err())
                .contains("asked about 0 events")
                .contains("the rule is asked about kubernetes.audit_logs");
    }

    @Test
    void ruleThatIsRejectedSaysWhy() throws IOException {
        Path rule = write("bad.yml", Samples.RULE.replace("condition: selection", "condition: nothing"));
        assertThat(run.execute("rules", "explain", "--rule", "Exec into a pod", "--rules", rule.toString(), "-"))
                .isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("rejected (unknown-selection)");
    }

    @Test
    void filterThatHoldsAMatchBackIsNamed() throws IOException {
        Path rule = write("exec.yml", Samples.RULE);
        Path filter = write("filter.yml", """
                title: Jane may
                id: 91111111-2222-4333-8444-555555555555
                logsource: {product: kubernetes, service: audit}
                filter:
                  rules: [11111111-2222-4333-8444-555555555555]
                  jane: {user.username: jane}
                  condition: not jane
                """);
        Path events = write("audit.log", Samples.audit("a1", "exec", 200, 1));
        assertThat(run.execute(
                        "rules",
                        "explain",
                        "--rule",
                        "Exec into a pod",
                        "--rules",
                        rule.toString(),
                        "--rules",
                        filter.toString(),
                        events.toString()))
                .as(run.err())
                .isEqualTo(ExitCode.OK);
        assertThat(run.err())
                .contains("1 match, of which filters hold 1 back")
                .contains("held back by the filter 91111111-2222-4333-8444-555555555555");
    }

    @Test
    void placeholdersAndPlainNamesAreUnderstood() throws IOException {
        Path rule = write("listed.yml", Samples.RULE.replace("objectRef.subresource: exec", "who|expand: '%admins%'"));
        Path lists = write("admins.txt", "eve\n");
        Path events = write("x.json", "{\"who\":\"mallory\"}");
        assertThat(run.execute(
                        "rules",
                        "explain",
                        "--as-is",
                        "--lists",
                        lists.toString(),
                        "--rule",
                        "Exec into a pod",
                        "--rules",
                        rule.toString(),
                        events.toString()))
                .as(run.err())
                .isEqualTo(ExitCode.OK);
        assertThat(run.err()).contains("needs who equals 'eve', is 'mallory'");
    }

    @Test
    void unknownRuleIsUsage() throws IOException {
        assertThat(run.execute("rules", "explain", "--rule", "no such rule")).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("none of ").contains("'no such rule'");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
    }
}
