// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Writes the logs of containers as a kubelet would: each line when its time has come, under a folder of its own. */
final class PodPlayer {
    private static final long GATHER_MILLIS = 200;

    private final Path folder;
    private final TimeAxis axis;
    private final Ledger ledger;

    private record Due(Instant recorded, String path, PodFile.Line line) {}

    PodPlayer(Path folder, TimeAxis axis, Ledger ledger) {
        this.folder = folder;
        this.axis = axis;
        this.ledger = ledger;
    }

    /** Writes all lines; returns when the last is written. */
    void play(List<PodFile> files) throws IOException, InterruptedException {
        List<Due> lines = new ArrayList<>();
        files.forEach(file -> file.lines().forEach(line -> lines.add(new Due(line.time(), file.path(), line))));
        lines.sort(Comparator.comparing(Due::recorded)); // stable: lines of a file keep their order
        int next = 0;
        while (next < lines.size()) {
            Map<String, StringBuilder> due = new LinkedHashMap<>();
            Instant now = Instant.now();
            while (next < lines.size() && !axis.move(lines.get(next).recorded()).isAfter(now)) {
                Due line = lines.get(next);
                due.computeIfAbsent(line.path(), path -> new StringBuilder())
                        .append(axis.moveAll(line.line().text()))
                        .append('\n');
                if (line.line().isWhole()) {
                    ledger.podRecord();
                }
                next++;
            }
            for (Map.Entry<String, StringBuilder> file : due.entrySet()) {
                append(file.getKey(), file.getValue().toString());
            }
            TimeUnit.MILLISECONDS.sleep(GATHER_MILLIS);
        }
    }

    private void append(String path, String text) throws IOException {
        Path file = folder.resolve(path).normalize();
        if (!file.startsWith(folder)) {
            throw new IOException("the recording names a file outside its folder: " + path);
        }
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
