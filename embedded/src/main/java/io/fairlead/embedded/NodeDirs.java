// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What lies where below a node's data folder.
 *
 * @param root the data folder
 */
record NodeDirs(Path root) {
    private static final int TAIL_LINES = 20;
    private static final int TAIL_BYTES = 64 * 1024;

    static NodeDirs create(Path root) throws IOException {
        NodeDirs dirs = new NodeDirs(root.toAbsolutePath().normalize());
        Files.createDirectories(dirs.data());
        Files.createDirectories(dirs.logs());
        Files.createDirectories(dirs.temporary());
        return dirs;
    }

    Path data() {
        return root.resolve("data");
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path temporary() {
        return root.resolve("tmp");
    }

    /** What the child writes to its standard output and error. */
    Path output() {
        return logs().resolve("output.log");
    }

    /** Where the node writes the addresses it listens on. */
    Path httpPorts() {
        return logs().resolve("http.ports");
    }

    Path port() {
        return root.resolve("port");
    }

    Path child() {
        return root.resolve("child");
    }

    /** The cluster's name: random, so that nobody else answers to it, and kept, because the data belongs to it. */
    String clusterName() throws IOException {
        Path file = root.resolve("cluster");
        if (!Files.exists(file)) {
            Files.writeString(file, "fairlead-" + UUID.randomUUID(), StandardCharsets.US_ASCII);
        }
        return Files.readString(file, StandardCharsets.US_ASCII).strip();
    }

    /** The last lines of what the child and the node wrote, for a message about a start that failed. */
    String lastLines() throws IOException {
        return tail(output()) + tail(logs().resolve("elasticsearch.log"));
    }

    private static String tail(Path file) throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        byte[] end;
        try (var channel = Files.newByteChannel(file)) {
            long size = channel.size();
            channel.position(Math.max(0, size - TAIL_BYTES));
            var buffer = java.nio.ByteBuffer.allocate((int) Math.min(size, TAIL_BYTES));
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
            end = java.util.Arrays.copyOf(buffer.array(), buffer.position());
        }
        List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
        Stream<String> last = lines.stream().skip(Math.max(0, lines.size() - TAIL_LINES));
        StringBuilder text = new StringBuilder();
        last.forEach(line -> text.append("\n  ").append(line));
        return text.toString();
    }
}
