// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FairleadCommandTest {
    private final CommandRun run = new CommandRun();

    @Test
    void helpIsAResult() {
        assertThat(run.execute("--help")).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("Usage: fairlead", "Exit codes:", "setup");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void noCommandAndWrongWordsAreUsage() {
        assertThat(run.execute()).isEqualTo(ExitCode.USAGE);
        assertThat(run.execute("fly")).isEqualTo(ExitCode.USAGE);
        assertThat(run.execute("setup", "--nope")).isEqualTo(ExitCode.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("which command?", "fly", "--nope");
    }

    @Test
    void configurationThatCannotBeUsedIsUsageInOneSentence(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("fairlead.yaml"), "kafak: {}\n");
        assertThat(run.execute("setup", "--config", file.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .contains("fairlead: " + file + ":1: unknown key 'kafak'")
                .doesNotContain("\tat ");
    }

    @Test
    void everyCommandAndOptionIsDescribed() {
        assertDescribed(FairleadCommand.commandLine());
    }

    private static void assertDescribed(picocli.CommandLine command) {
        assertThat(command.getCommandSpec().usageMessage().description())
                .as(command.getCommandName())
                .isNotEmpty();
        command.getCommandSpec()
                .options()
                .forEach(option -> assertThat(option.description())
                        .as(command.getCommandName() + " " + option.longestName())
                        .isNotEmpty());
        command.getSubcommands().values().forEach(FairleadCommandTest::assertDescribed);
    }
}
