// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One run of the launcher to its end.
 *
 * @param exit the exit code
 * @param out lines of standard output
 * @param words what it said on standard error
 */
record Cli(int exit, List<String> out, String words) {
    private static final int PATIENCE_SECONDS = 120;

    /** Runs {@code fairlead} with these arguments; what it prints is kept in the folder until the end. */
    static Cli run(Path folder, Map<String, String> environment, List<String> arguments)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "cli-", ".out");
        Path words = Files.createTempFile(folder, "cli-", ".err");
        List<String> command = new ArrayList<>();
        command.add(PipelineProcess.root().resolve("fairlead").toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(PipelineProcess.root().toFile())
                .redirectOutput(out.toFile())
                .redirectError(words.toFile());
        builder.environment().put("FAIRLEAD_OPTS", PipelineProcess.QUICK_START);
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command + " does not end; it said:\n" + Files.readString(words));
        }
        return new Cli(
                process.exitValue(),
                Files.readAllLines(out, StandardCharsets.UTF_8),
                Files.readString(words, StandardCharsets.UTF_8));
    }
}
