// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code fairlead up} as a user starts it: a process of its own, on a data directory that outlives it. */
final class PipelineProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int READY_SECONDS = 90;

    /** Where no rate is measured, time goes into starting: the first compiler alone is the faster one then. */
    static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    private final Process process;
    private final JsonNode ready;

    private PipelineProcess(Process process, JsonNode ready) {
        this.process = process;
        this.ready = ready;
    }

    /** Starts it on free ports: another pipeline may run on this machine. */
    static PipelineProcess start(Path data, String... options) throws IOException {
        return start(data, 0, options);
    }

    /** As {@link #start(Path, String...)}, with metrics and health on this port. */
    static PipelineProcess start(Path data, int observabilityPort, String... options) throws IOException {
        Path log = Files.createDirectories(data).resolve("up.log");
        List<String> command = new ArrayList<>(
                List.of(root().resolve("fairlead").toString(), "up", "--json", "--data", data.toString()));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(root().toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment()
                .putAll(Map.of(
                        "FAIRLEAD_OPTS",
                        QUICK_START,
                        "FAIRLEAD_INGEST_PORT",
                        "0",
                        "FAIRLEAD_OBSERVABILITY_PORT",
                        Integer.toString(observabilityPort)));
        Process process = builder.start();
        try {
            String line =
                    CompletableFuture.supplyAsync(() -> firstLine(process)).get(READY_SECONDS, TimeUnit.SECONDS);
            return new PipelineProcess(process, JSON.readTree(line));
        } catch (ExecutionException | TimeoutException | IOException e) {
            process.destroyForcibly();
            throw new AssertionError("fairlead up is not ready; it said:\n" + Files.readString(log), e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    URI ingest() {
        return URI.create(ready.path("ingest").asText());
    }

    URI elasticsearch() {
        return URI.create(ready.path("elasticsearch").asText());
    }

    String kafka() {
        return ready.path("kafka").asText();
    }

    URI metrics() {
        return URI.create(ready.path("metrics").asText());
    }

    /** SIGKILL: no hook runs, nothing is flushed. */
    void killHard() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM, as an operator stops it; the exit code. */
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("fairlead up does not stop within 60 s");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    static Path root() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.exists(at.resolve("fairlead"))) {
            at = at.getParent();
            if (at == null) {
                throw new AssertionError("not inside a checkout: no launcher above "
                        + Path.of("").toAbsolutePath());
            }
        }
        return at;
    }

    private static String firstLine(Process process) {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        try {
            String line = out.readLine();
            if (line == null) {
                throw new IllegalStateException("it ended without a word on standard output");
            }
            return line;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
