// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The child that last ran on a data folder. After a kill -9 of its parent it needs a moment to close, and a start within
 * that moment would find the folder locked.
 */
final class EarlierChild {
    private EarlierChild() {}

    /** Notes the child by process id and start time, since process ids come again. */
    static void remember(NodeDirs dirs, Process child) throws IOException {
        String started = child.info().startInstant().map(Instant::toString).orElse("");
        Files.writeString(dirs.child(), child.pid() + "\n" + started + "\n", StandardCharsets.US_ASCII);
    }

    /** @throws IllegalStateException when it still runs after this time */
    static void awaitEnd(NodeDirs dirs, Duration patience) throws IOException, InterruptedException {
        Optional<ProcessHandle> earlier = find(dirs);
        if (earlier.isEmpty()) {
            return;
        }
        ProcessHandle handle = earlier.get();
        try {
            handle.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException stays) {
            throw new IllegalStateException("The folder " + dirs.root() + " is in use by the Elasticsearch node with"
                    + " process id " + handle.pid() + ": stop what started it, or take another folder.");
        }
    }

    private static Optional<ProcessHandle> find(NodeDirs dirs) throws IOException {
        if (!Files.exists(dirs.child())) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(dirs.child(), StandardCharsets.US_ASCII);
        if (lines.size() < 2 || !lines.get(0).matches("[1-9][0-9]{0,17}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.get(0)))
                .filter(handle -> handle.info()
                        .startInstant()
                        .map(started -> started.toString().equals(lines.get(1)))
                        .orElse(false));
    }
}
