// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From which checkpoint a job goes on that is told to. */
final class ResumeTest {
    private static final String JOB = "00000000000000000000000000000000";

    @TempDir
    private Path folder;

    @Test
    void beginsWithoutStateWhereNoneIs() {
        assertThat(Resume.settings(cluster()).toMap()).isEmpty();
    }

    @Test
    void goesOnFromTheNewestThatCanBeRestoredAndMakesItFlinks() throws IOException {
        Path older = checkpoint("chk-9", 1);
        Path newer = checkpoint("chk-10", 2);
        assertThat(Resume.settings(cluster()).toMap())
                .containsEntry("execution.state-recovery.path", newer.toUri().toString())
                .containsEntry("execution.state-recovery.claim-mode", "CLAIM");
        Files.writeString(newer.resolve("_metadata"), "broken");
        assertThat(Resume.settings(cluster()).toMap())
                .containsEntry("execution.state-recovery.path", older.toUri().toString());
    }

    @Test
    void doesNotBeginWithoutStateWhereSomeIsBroken() throws IOException {
        Files.writeString(checkpoint("chk-1", 1).resolve("_metadata"), "broken");
        assertThatThrownBy(() -> Resume.settings(cluster()))
                .isInstanceOf(DetectException.class)
                .hasMessageContaining("None of the 1 checkpoints in " + folder);
    }

    @Test
    void whatTheClusterNamesStands() throws IOException {
        checkpoint("chk-1", 1);
        Configuration cluster = cluster();
        cluster.setString("execution.state-recovery.path", "file:///elsewhere");
        assertThat(Resume.settings(cluster).toMap()).isEmpty();
    }

    @Test
    void looksNowhereButInAFolder() {
        Configuration cluster = new Configuration();
        assertThatThrownBy(() -> Resume.settings(cluster)).hasMessageContaining("execution.checkpointing.dir");
        cluster.setString("execution.checkpointing.dir", "s3://bucket/checkpoints");
        assertThatThrownBy(() -> Resume.settings(cluster))
                .isInstanceOf(DetectException.class)
                .hasMessageContaining("not in s3://bucket/checkpoints");
    }

    /** The description of a kept savepoint, whose files it holds itself. */
    private Path checkpoint(String name, int age) throws IOException {
        Path checkpoint = Files.createDirectories(folder.resolve(JOB).resolve(name));
        Path metadata = checkpoint.resolve("_metadata");
        Files.copy(Path.of("src/test/resources/savepoints/0.1/savepoint/_metadata"), metadata);
        Files.setLastModifiedTime(metadata, FileTime.fromMillis(age * 1_000L));
        return checkpoint;
    }

    private Configuration cluster() {
        Configuration cluster = new Configuration();
        cluster.setString("execution.checkpointing.dir", folder.toUri().toString());
        return cluster;
    }
}
