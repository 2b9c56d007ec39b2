// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.rules.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks the {@code git} of this machine: clones, and tells the commit of a checkout. */
public final class GitSource {
    private static final long MINUTES = 10;
    private static final int LONGEST_ANSWER = 4_096;

    private GitSource() {}

    /** Clones the newest commit of the repository's default branch, or of this branch or tag, into the folder. */
    public static void clone(String repository, Optional<String> reference, Path target)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                // no helper programs named by an address
                "git", "-c", "protocol.ext.allow=never", "clone", "--quiet", "--depth", "1", "--no-tags"));
        reference.ifPresent(name -> command.addAll(List.of("--branch", name)));
        command.addAll(List.of("--", repository, target.toString()));
        run(command);
    }

    /** The commit that is checked out in this folder; empty when it is no checkout, or there is no git. */
    public static Optional<String> commit(Path folder) throws InterruptedException {
        try {
            return Optional.of(run(List.of("git", "-C", folder.toString(), "rev-parse", "HEAD")));
        } catch (IOException noCheckout) {
            return Optional.empty();
        }
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Path said = Files.createTempFile("fairlead-git", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(said.toFile());
            builder.environment().put("GIT_TERMINAL_PROMPT", "0"); // fail rather than wait for a password
            Process process = builder.start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException("git does not end within " + MINUTES + " minutes");
            }
            String answer = head(said);
            if (process.exitValue() != 0) {
                throw new IOException("git says: " + answer);
            }
            return answer;
        } finally {
            Files.deleteIfExists(said);
        }
    }

    private static String head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8).strip();
        }
    }
}
