// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.checkpoint;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;

/** Reads a checkpoint's description and looks whether the files it names are there in full. */
public final class CheckpointFile {
    private CheckpointFile() {}

    /** The description of the checkpoint in this folder. */
    static Path metadata(Path checkpoint) {
        return checkpoint.resolve("_metadata");
    }

    /** Why this checkpoint cannot be restored; empty when nothing speaks against it. */
    public static Optional<String> fault(Path checkpoint) {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(metadata(checkpoint))))) {
            CheckpointMetadata description = Checkpoints.loadCheckpointMetadata(
                    in,
                    CheckpointFile.class.getClassLoader(),
                    checkpoint.toUri().toString());
            return description.getOperatorStates().stream()
                    .flatMap(CheckpointFile::files)
                    .flatMap(handle -> missing(handle).stream())
                    .findFirst();
        } catch (IOException | RuntimeException e) {
            // Broken bytes make Flink's reader throw nearly anything: negative lengths, unknown classes, end of file.
            return Optional.of("its description cannot be read: " + e);
        } catch (OutOfMemoryError e) {
            return Optional.of("its description claims an impossible size");
        }
    }

    private static Stream<StreamStateHandle> files(OperatorState operator) {
        return operator.getStates().stream().flatMap(CheckpointFile::files);
    }

    private static Stream<StreamStateHandle> files(OperatorSubtaskState subtask) {
        Stream<StreamStateHandle> operator = Stream.concat(
                        subtask.getManagedOperatorState().stream(), subtask.getRawOperatorState().stream())
                .map(OperatorStateHandle::getDelegateStateHandle);
        Stream<StreamStateHandle> keyed = Stream.concat(
                        subtask.getManagedKeyedState().stream(), subtask.getRawKeyedState().stream())
                .flatMap(CheckpointFile::keyed);
        return Stream.concat(operator, keyed);
    }

    private static Stream<StreamStateHandle> keyed(KeyedStateHandle handle) {
        return handle instanceof KeyGroupsStateHandle groups
                ? Stream.of(groups.getDelegateStateHandle())
                : Stream.empty();
    }

    private static Optional<String> missing(StreamStateHandle handle) {
        if (!(handle instanceof FileStateHandle file)) {
            return Optional.empty();
        }
        Path path = Path.of(file.getFilePath().getPath());
        try {
            long size = Files.size(path);
            return size == file.getStateSize()
                    ? Optional.empty()
                    : Optional.of(path + " has " + size + " bytes instead of " + file.getStateSize());
        } catch (IOException e) {
            return Optional.of(path + " is missing");
        }
    }
}
