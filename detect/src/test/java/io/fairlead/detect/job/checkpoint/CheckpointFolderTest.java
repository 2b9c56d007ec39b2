// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.detect.job.DetectException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.OperatorStreamStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointFolderTest {
    private static final String OLD = "0".repeat(32);
    private static final String NEW = "f".repeat(32);

    @TempDir
    Path folder;

    @Test
    void listsCompletedCheckpointsTheNewestFirst() throws IOException {
        Path older = checkpoint(OLD, 9, 1_000);
        Path newer = checkpoint(NEW, 3, 2_000);
        Path newest = checkpoint(NEW, 4, 2_000);
        Files.createDirectories(folder.resolve(NEW).resolve("chk-5"));
        Files.createDirectories(folder.resolve("tmp").resolve("chk-6"));

        try (CheckpointFolder open = CheckpointFolder.open(folder)) {
            assertThat(open.newestFirst()).containsExactly(newest, newer, older);
        }
    }

    @Test
    void removesWhatOtherRunsLeftAndNothingElse() throws IOException {
        checkpoint(OLD, 9, 1_000);
        Path kept = checkpoint(NEW, 1, 2_000);
        Path stranger = Files.writeString(folder.resolve("notes.txt"), "mine");

        try (CheckpointFolder open = CheckpointFolder.open(folder)) {
            open.removeAllBut(NEW);

            assertThat(open.newestFirst()).containsExactly(kept);
        }
        assertThat(folder.resolve(OLD)).doesNotExist();
        assertThat(stranger).exists();
    }

    @Test
    void belongsToOneAtATime() {
        CheckpointFolder first = CheckpointFolder.open(folder);

        assertThatThrownBy(() -> CheckpointFolder.open(folder))
                .isInstanceOf(DetectException.class)
                .hasMessageContaining("in use");
        first.close();
        CheckpointFolder.open(folder).close();
    }

    @Test
    void findsFaultWithWhatCannotBeRestored() throws IOException {
        Path garbage = checkpoint(NEW, 1, 1_000);
        Path state = Files.write(folder.resolve("state"), new byte[10]);
        Path whole = described(2, state, 10);
        Path cut = described(3, state, 11);
        Path missing = described(4, folder.resolve("nowhere"), 10);

        assertThat(CheckpointFile.fault(whole)).isEmpty();
        assertThat(CheckpointFile.fault(garbage))
                .hasValueSatisfying(fault -> assertThat(fault).contains("cannot be read"));
        assertThat(CheckpointFile.fault(cut))
                .hasValueSatisfying(fault -> assertThat(fault).contains("10 bytes instead of 11"));
        assertThat(CheckpointFile.fault(missing))
                .hasValueSatisfying(fault -> assertThat(fault).contains("nowhere is missing"));
    }

    private Path checkpoint(String job, int number, long modified) throws IOException {
        Path checkpoint = Files.createDirectories(folder.resolve(job).resolve("chk-" + number));
        Path metadata = Files.write(checkpoint.resolve("_metadata"), new byte[] {1});
        Files.setLastModifiedTime(metadata, FileTime.fromMillis(modified));
        return checkpoint;
    }

    private Path described(int number, Path state, long size) throws IOException {
        OperatorStateHandle handle = new OperatorStreamStateHandle(
                java.util.Map.of(), new FileStateHandle(new org.apache.flink.core.fs.Path(state.toUri()), size));
        OperatorState operator = new OperatorState("judge", "judge", new OperatorID(1, 2), 1, 128);
        operator.putState(
                0,
                OperatorSubtaskState.builder().setManagedOperatorState(handle).build());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Checkpoints.storeCheckpointMetadata(new CheckpointMetadata(number, List.of(operator), List.of()), bytes);
        Path checkpoint = checkpoint(NEW, number, 1_000);
        Files.write(checkpoint.resolve("_metadata"), bytes.toByteArray());
        return checkpoint;
    }
}
