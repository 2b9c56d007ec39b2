// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.testkit.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The passwords and certificates of docker-compose.yml, made as a platform engineer makes them.
 *
 * @param folder where they lie
 */
public record DeploySecrets(Path folder) {
    private static final int PATIENCE_SECONDS = 60;

    /** Makes what is missing in this folder, by {@code deploy/secrets.sh}. */
    public static DeploySecrets make(Path folder) throws IOException, InterruptedException {
        Process script = new ProcessBuilder(deploy("secrets.sh").toString(), folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!script.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || script.exitValue() != 0) {
            script.destroyForcibly();
            throw new AssertionError("deploy/secrets.sh failed");
        }
        return new DeploySecrets(folder.toAbsolutePath());
    }

    /** A file of {@code deploy/}, from within any module. */
    public static Path deploy(String name) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path file = at.resolve("deploy").resolve(name);
            if (Files.exists(file)) {
                return file;
            }
        }
        throw new AssertionError("not inside a checkout: no deploy/" + name + " above "
                + Path.of("").toAbsolutePath());
    }

    /** The file of one of them. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    /** One of them. */
    public String read(String name) {
        try {
            return Files.readString(file(name), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
