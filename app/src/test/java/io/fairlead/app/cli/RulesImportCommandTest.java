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
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RulesImportCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CommandRun run = new CommandRun();

    @TempDir
    Path source;

    @TempDir
    Path home;

    @Test
    void filesThatCompileAreTakenAndOthersNamed() throws IOException {
        write("linux/exec.yml", Samples.RULE);
        write("linux/bad.yml", "title: x\nlogsource: {}\n");
        JsonNode report = importAgain();
        assertThat(texts(report, "added")).containsExactly("linux/exec.yml");
        assertThat(report.at("/leftOut/0/file").asText()).isEqualTo("linux/bad.yml");
        assertThat(target().resolve("linux/exec.yml")).hasContent(Samples.RULE);
        assertThat(target().resolve("linux/bad.yml")).doesNotExist();
        assertThat(run.execute("rules", "check", target().toString())).isEqualTo(ExitCode.OK);
    }

    @Test
    void nextImportFollowsTheSourceAndKeepsWhatWasChangedHere() throws IOException {
        write("mine.yml", Samples.RULE);
        write("theirs.yml", Samples.RULE.replace("11111111", "21111111"));
        write("gone.yml", Samples.RULE.replace("11111111", "31111111"));
        importAgain();
        Files.writeString(target().resolve("mine.yml"), Samples.RULE.replace("medium", "low"), StandardCharsets.UTF_8);
        write("mine.yml", Samples.RULE.replace("medium", "high"));
        write("theirs.yml", Samples.RULE.replace("11111111", "21111111").replace("medium", "high"));
        Files.delete(source.resolve("gone.yml"));
        JsonNode report = importAgain();
        assertThat(texts(report, "kept")).containsExactly("mine.yml");
        assertThat(texts(report, "changed")).containsExactly("theirs.yml");
        assertThat(texts(report, "removed")).containsExactly("gone.yml");
        assertThat(target().resolve("mine.yml")).content().contains("level: low");
        assertThat(texts(importAgain(), "kept")).as("a third time").containsExactly("mine.yml");
    }

    @Test
    void repositoryIsClonedAndItsCommitKept() throws Exception {
        write("exec.yml", Samples.RULE);
        git("init", "--quiet", "--initial-branch", "main");
        git("add", ".");
        git("-c", "user.name=t", "-c", "user.email=t@example.test", "commit", "--quiet", "-m", "one");
        assertThat(run.execute(
                        "rules",
                        "import",
                        "--json",
                        "--into",
                        target().toString(),
                        source.toUri().toString()))
                .as(run.err())
                .isEqualTo(ExitCode.OK);
        JsonNode report = JSON.readTree(run.out());
        assertThat(report.path("commit").asText()).matches("[0-9a-f]{40}");
        assertThat(texts(report, "added")).containsExactly("exec.yml");
        try (Stream<Path> files = Files.walk(target())) {
            assertThat(files.map(file -> String.valueOf(file.getFileName()))).doesNotContain(".git");
        }
    }

    @Test
    void sourceThatIsNoneIsTold() {
        String absent = home.resolve("absent").toString();
        assertThat(run.execute("rules", "import", "--into", target().toString(), absent))
                .isEqualTo(ExitCode.FAILED);
        assertThat(run.err())
                .contains("cannot import " + absent + ": git says: ")
                .doesNotContain("\tat ");
    }

    private Path target() {
        return home.resolve("rules");
    }

    private JsonNode importAgain() throws IOException {
        CommandRun again = new CommandRun();
        assertThat(again.execute("rules", "import", "--json", "--into", target().toString(), source.toString()))
                .as(again.err())
                .isEqualTo(ExitCode.OK);
        return JSON.readTree(again.out());
    }

    private static List<String> texts(JsonNode report, String key) {
        return report.path(key).valueStream().map(JsonNode::asText).toList();
    }

    private void write(String name, String text) throws IOException {
        Path file = source.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    private void git(String... words) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("git", "-C", source.toString()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
