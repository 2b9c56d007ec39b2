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

final class RulesDiffCommandTest {
    private final CommandRun run = new CommandRun();

    @TempDir
    Path older;

    @TempDir
    Path newer;

    @Test
    void everyKindOfDifferenceIsTold() throws IOException {
        String second = "21111111-2222-4333-8444-555555555555";
        String third = "31111111-2222-4333-8444-555555555555";
        String fourth = "41111111-2222-4333-8444-555555555555";
        write(older, "changed.yml", Samples.RULE);
        write(
                newer,
                "moved.yml",
                Samples.RULE.replace("subresource: exec", "subresource: attach").replace("medium", "high"));
        write(older, "removed.yml", rule(second, "Removed"));
        write(newer, "added.yml", rule(third, "Added"));
        write(older, "broken.yml", rule(fourth, "Broken"));
        write(newer, "broken.yml", rule(fourth, "Broken").replace("condition: selection", "condition: nothing"));
        assertThat(run.execute("rules", "diff", "--exit-code", older.toString(), newer.toString()))
                .isEqualTo(ExitCode.FAILED);
        assertThat(run.err().lines().map(line -> line.split("  ", 2)[0].strip()))
                .containsExactly("added", "changed", "rejected", "removed", "4 differences");
        assertThat(run.err())
                .contains("moved.yml): level, condition")
                .contains("Broken")
                .contains("nothing");
    }

    @Test
    void sameRulesInOtherFilesAreTheSame() throws IOException {
        write(older, "a.yml", Samples.RULE);
        write(newer, "b.yml", Samples.RULE);
        assertThat(run.execute("rules", "diff", "--json", "--exit-code", older.toString(), newer.toString()))
                .isEqualTo(ExitCode.OK);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("the sets do the same");
    }

    private static String rule(String id, String title) {
        return Samples.RULE.replace("11111111-2222-4333-8444-555555555555", id).replace("Exec into a pod", title);
    }

    private static void write(Path folder, String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
    }
}
