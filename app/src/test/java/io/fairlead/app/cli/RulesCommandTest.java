// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RulesCommandTest {
    private final CommandRun run = new CommandRun();

    @TempDir
    Path folder;

    @Test
    void bundledRulesAllCompile() {
        assertThat(run.execute("rules", "check")).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.err()).contains("0 rejected");
    }

    @Test
    void rejectedRuleFailsTheCheckWithFileLineCodeAndReason() throws IOException {
        write("good.yml", Samples.RULE);
        Path bad = write(
                "bad.yml",
                Samples.RULE
                        .replace("condition: selection", "condition: nothing")
                        .replace("11111111", "91111111"));
        assertThat(run.execute("rules", "check", "--json", folder.toString())).isEqualTo(ExitCode.FAILED);
        assertThat(run.out().lines()).hasSize(2);
        assertThat(run.out())
                .contains("\"file\":\"" + bad + "\"", "\"status\":\"rejected\"", "\"code\":\"unknown-selection\"")
                .contains("\"title\":\"Exec into a pod\",\"status\":\"compiled\",\"code\":\"\",\"reason\":\"\"}");
        assertThat(run.err()).contains(bad + ":", "1 rules ok", "1 rejected");
    }

    @Test
    void pathThatIsNoneIsUsage() {
        assertThat(run.execute("rules", "check", folder.resolve("absent").toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(run.execute("rules", "match", "--rules", folder.toString(), "x"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("there is no rule file or folder", "holds no *.yml");
    }

    @Test
    void matchSaysWhereAndWhy() throws IOException {
        Path rule = write("exec.yml", Samples.RULE);
        Path events =
                write("audit.log", Samples.audit("a1", "log", 200, 1) + "\n" + Samples.audit("a2", "exec", 200, 2));
        assertThat(run.execute("rules", "match", "--json", "--rules", rule.toString(), events.toString()))
                .as(run.err())
                .isEqualTo(ExitCode.OK);
        assertThat(run.out().lines())
                .singleElement()
                .asString()
                .contains("\"file\":\"" + events + "\",\"line\":2")
                .contains("\"rule\":{\"id\":\"11111111-2222-4333-8444-555555555555\",\"title\":\"Exec into a pod\"")
                .contains("\"selection\":\"selection\"", "\"value\":\"exec\"");
    }

    @Test
    void correlationsCountWithTheLiveWindows() throws IOException {
        Path rules = write("burst.yml", Samples.BURST);
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            log.append(Samples.audit("a" + i, "log", 403, 10 + i)).append('\n');
        }
        log.append(Samples.audit("a0", "log", 403, 10)); // the same event once more counts once
        Path events = write("audit.log", log.toString());
        assertThat(run.execute("rules", "match", "--json", "--rules", rules.toString(), events.toString()))
                .as(run.err())
                .isEqualTo(ExitCode.OK);
        assertThat(run.out().lines())
                .singleElement()
                .asString()
                .contains("\"title\":\"Burst of denials\"", "\"group\":{\"user.username\":\"jane\"}", "\"count\":3")
                .contains("\"events\":[[\"" + events + "\",1],[\"" + events + "\",2],[\"" + events + "\",3]]");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
    }
}
