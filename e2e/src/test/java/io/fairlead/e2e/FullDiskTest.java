// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands themselves on a disk of 16 MiB, which is mounted for them alone. Where nobody may mount (a container of
 * few rights, another system than Linux) the tests are skipped.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class FullDiskTest {
    @TempDir
    private Path folder;

    @Test
    void nothingIsStartedOnAFullDisk() throws Exception {
        assertThat(onASmallDisk("up", "--data", disk().resolve("data").toString()))
                .startsWith("fairlead: nothing is started: the disk of " + disk().resolve("data") + " is full: 1")
                .endsWith("make room, or choose another folder")
                .doesNotContain("\n");
    }

    @Test
    void aStageThatWritesDoesNotStartOnAFullDisk() throws Exception {
        Path config = Files.writeString(
                folder.resolve("fairlead.yaml"), "enrich: {state-dir: " + disk().resolve("state") + "}\n");
        assertThat(onASmallDisk("enrich", "--config", config.toString()))
                .startsWith("fairlead: enrich does not start: the disk of " + disk().resolve("state") + " is full: 1")
                .doesNotContain("\n");
    }

    private Path disk() throws IOException {
        return Files.createDirectories(folder.resolve("disk"));
    }

    /** What the command says, which has to end with exit code 1. */
    private String onASmallDisk(String... arguments) throws Exception {
        String mount = "mount -t tmpfs -o size=16m tmpfs " + disk();
        assumeTrue(run(mount).isEmpty(), "no disk can be mounted here");
        String said = run(mount + " && { " + PipelineProcess.root().resolve("fairlead") + " "
                + String.join(" ", arguments) + "; [ $? = 1 ] || echo another exit code; }");
        return said.lines()
                .filter(line -> !line.startsWith("starting "))
                .reduce((one, two) -> one + "\n" + two)
                .orElse("");
    }

    /** Runs it where what it mounts is seen by nobody else and ends with it; what it wrote, or why it cannot be run. */
    private String run(String script) throws Exception {
        Path words = folder.resolve("words");
        ProcessBuilder builder = new ProcessBuilder(
                        List.of("unshare", "--mount", "--map-root-user", "sh", "-c", script))
                .redirectErrorStream(true)
                .redirectOutput(words.toFile());
        builder.environment().put("FAIRLEAD_OPTS", PipelineProcess.QUICK_START);
        Process process;
        try {
            process = builder.start();
        } catch (IOException absent) {
            return "no unshare here: " + absent.getMessage();
        }
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return Files.readString(words).strip();
        } finally {
            process.destroyForcibly();
        }
    }
}
