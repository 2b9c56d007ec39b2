// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One stage as a service of its own: a process that is told everything by its environment. */
final class StageProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final String stage;
    private final Process process;
    private final Path words;

    private StageProcess(String stage, Process process, Path words) {
        this.stage = stage;
        this.process = process;
        this.words = words;
    }

    static StageProcess start(String stage, Path folder, Map<String, String> environment) throws IOException {
        Path words = folder.resolve(stage + ".log");
        ProcessBuilder builder = new ProcessBuilder(
                        PipelineProcess.root().resolve("fairlead").toString(), stage)
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(words.toFile());
        builder.environment().putAll(environment);
        return new StageProcess(stage, builder.start(), words);
    }

    /** Waits until the stage says this on standard error; the first group of the pattern. */
    String says(String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        return await(stage + " says " + pattern)
                .atMost(PATIENCE)
                .until(
                        () -> {
                            Matcher matcher = wanted.matcher(words());
                            return matcher.find() ? matcher.group(1) : "";
                        },
                        found -> !found.isEmpty());
    }

    /** SIGTERM, as an orchestrator stops it; the exit code. */
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError(stage + " does not stop; it said:\n" + words());
        }
        return process.exitValue();
    }

    String words() {
        try {
            return Files.readString(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
