// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code fairlead demo --json} as a user starts it. */
final class DemoProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern UP =
            Pattern.compile("up; Elasticsearch (\\S+), webhook (\\S+), Kafka (\\S+), metrics (\\S+)/metrics");

    private final Process process;
    private final Path results;
    private final Path words;

    private DemoProcess(Process process, Path results, Path words) {
        this.process = process;
        this.results = results;
        this.words = words;
    }

    /** Starts it as a user does; what it says is kept in the folder. */
    static DemoProcess start(Path folder, String... options) throws IOException {
        // the node too runs as a user's does, not as the build asks of nodes of tests
        return start(folder, Map.of("FAIRLEAD_ELASTICSEARCH_OPTS", ""), options);
    }

    /** Starts it where nobody asks how fast it is. */
    static DemoProcess startUnmeasured(Path folder, String... options) throws IOException {
        return start(folder, Map.of("FAIRLEAD_OPTS", PipelineProcess.QUICK_START), options);
    }

    private static DemoProcess start(Path folder, Map<String, String> environment, String... options)
            throws IOException {
        Path results = folder.resolve("demo.out");
        Path words = folder.resolve("demo.err");
        List<String> command = new ArrayList<>(
                List.of(PipelineProcess.root().resolve("fairlead").toString(), "demo", "--json"));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(PipelineProcess.root().toFile())
                .redirectOutput(results.toFile())
                .redirectError(words.toFile());
        builder.environment().putAll(environment);
        return new DemoProcess(builder.start(), results, words);
    }

    Process process() {
        return process;
    }

    /** Waits until it ends by itself; the exit code. */
    int exit(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the demonstration does not end within " + patience + "; it said:\n" + words());
        }
        return process.exitValue();
    }

    /** What it said so far. */
    String words() {
        return read(words);
    }

    /** Each line of standard output, which must be JSON. */
    List<JsonNode> results() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : read(results).lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    URI elasticsearch() {
        return URI.create(address(1));
    }

    URI ingest() {
        return URI.create(address(2));
    }

    String kafka() {
        return address(3);
    }

    URI metrics() {
        return URI.create(address(4));
    }

    /** SIGTERM, as an operator stops it; the exit code. */
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the demonstration does not stop within 60 s; it said:\n" + words());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private String address(int group) {
        Matcher matcher = UP.matcher(words());
        if (!matcher.find()) {
            throw new AssertionError("the demonstration names no addresses; it said:\n" + words());
        }
        return matcher.group(group);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
