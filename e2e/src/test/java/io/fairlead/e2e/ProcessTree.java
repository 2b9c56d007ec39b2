// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Watches how much memory a process and all its descendants hold together; a sample a second. */
final class ProcessTree implements AutoCloseable {
    private final ProcessHandle root;
    private final AtomicLong peak = new AtomicLong();
    private final Thread watcher;

    private ProcessTree(ProcessHandle root) {
        this.root = root;
        this.watcher = Thread.ofPlatform().name("memory").daemon().start(this::watch);
    }

    static ProcessTree watch(Process process) {
        return new ProcessTree(process.toHandle());
    }

    /** Most resident bytes that were seen; pages that several processes share count for each. */
    long peakBytes() {
        return peak.get();
    }

    @Override
    public void close() {
        watcher.interrupt();
    }

    private void watch() {
        try {
            while (root.isAlive()) {
                long now = Stream.concat(Stream.of(root), root.descendants())
                        .mapToLong(ProcessTree::residentBytes)
                        .sum();
                peak.accumulateAndGet(now, Math::max);
                TimeUnit.SECONDS.sleep(1);
            }
        } catch (InterruptedException done) {
            Thread.currentThread().interrupt();
        }
    }

    private static long residentBytes(ProcessHandle process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .sum();
        } catch (IOException | java.io.UncheckedIOException ended) {
            return 0;
        }
    }
}
