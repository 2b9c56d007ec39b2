// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.checkpoint;

import io.fairlead.detect.job.DetectException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of one instance's checkpoints: {@code <folder>/<job>/chk-<n>}, a new job folder for each run.
 *
 * <p>Promise: while it is open no other process uses it; nothing in it is removed before the running job has completed as
 * many checkpoints of its own as are to be kept.
 */
public final class CheckpointFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointFolder.class);
    private static final Pattern JOB = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern CHECKPOINT = Pattern.compile("chk-\\d+");

    private final Path folder;
    private final FileChannel channel;

    private CheckpointFolder(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Opens the folder, which is created when it is not there.
     *
     * @throws DetectException when another process has it open or it cannot be written
     */
    public static CheckpointFolder open(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        FileChannel channel = null;
        try {
            Files.createDirectories(absolute);
            channel = FileChannel.open(absolute.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new DetectException("The checkpoint folder " + absolute
                        + " is in use by another detect stage; stop it, or give this one a folder of its own.");
            }
            return new CheckpointFolder(absolute, channel);
        } catch (IOException e) {
            throw new DetectException(
                    "The checkpoint folder " + absolute + " cannot be used (" + e.getMessage()
                            + "); check that it may be written.",
                    e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException inThisProcess) {
            return null;
        }
    }

    /** The folder. */
    public Path path() {
        return folder;
    }

    /** Folders of all completed checkpoints, the newest first. */
    public List<Path> newestFirst() {
        List<Path> checkpoints = new ArrayList<>();
        for (Path job : children(folder, JOB)) {
            for (Path checkpoint : children(job, CHECKPOINT)) {
                if (Files.isRegularFile(CheckpointFile.metadata(checkpoint))) {
                    checkpoints.add(checkpoint);
                }
            }
        }
        checkpoints.sort(Comparator.comparing(CheckpointFolder::age)
                .thenComparing(CheckpointFolder::number)
                .reversed());
        return checkpoints;
    }

    /** Removes what earlier runs left, once the running job has enough checkpoints of its own. */
    public void removeAllBut(String job) {
        for (Path other : children(folder, JOB)) {
            if (!other.getFileName().toString().equals(job)) {
                remove(other);
            }
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("the lock of the checkpoint folder {} was not released: {}", folder, e.getMessage());
        }
    }

    private static List<Path> children(Path parent, Pattern name) {
        try (Stream<Path> all = Files.list(parent)) {
            return all.filter(child ->
                            name.matcher(child.getFileName().toString()).matches())
                    .filter(Files::isDirectory)
                    .toList();
        } catch (IOException e) {
            throw new DetectException(
                    "The checkpoint folder " + parent + " cannot be read (" + e.getMessage()
                            + "); check that it may be read.",
                    e);
        }
    }

    private static long age(Path checkpoint) {
        try {
            return Files.getLastModifiedTime(CheckpointFile.metadata(checkpoint))
                    .toMillis();
        } catch (IOException e) {
            return Long.MIN_VALUE;
        }
    }

    private static long number(Path checkpoint) {
        return Long.parseLong(checkpoint.getFileName().toString().substring("chk-".length()));
    }

    private static void remove(Path tree) {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("the old checkpoints in {} were not removed: {}", tree, e.getMessage());
        }
    }
}
