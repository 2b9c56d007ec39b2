// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher on a checkout of its own, with a java that only says how it was called. */
final class LauncherTest {
    private static final Path LAUNCHER =
            Path.of("..", "fairlead").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @Test
    void namedHomeThatIsTooOldIsRefusedWithASentence() throws Exception {
        Path old = java("17.0.1");
        Run run = run(checkout(true), Map.of("FAIRLEAD_JAVA_HOME", old.toString()), "up");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output())
                .contains("FAIRLEAD_JAVA_HOME=" + old, "JDK 21 or newer")
                .doesNotContain("CALLED");
    }

    @Test
    void startsWithTheClassPathAndFlagsOfTheBuild() throws Exception {
        Path root = checkout(true);
        Run run = run(
                root,
                Map.of("FAIRLEAD_JAVA_HOME", java("25.0.1").toString(), "FAIRLEAD_OPTS", "-Xmx2g -Da=b"),
                "rules",
                "check",
                "a file.yml");
        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output().lines())
                .containsSubsequence(
                        "-Xmx1g",
                        "@" + root.resolve("app/target/jvm.args"),
                        "-Xmx2g",
                        "-Da=b",
                        "-cp",
                        root.resolve("app/target/fairlead-app.jar") + ":" + root.resolve("app/target/lib") + "/*",
                        "io.fairlead.app.Fairlead",
                        "rules",
                        "check",
                        "a file.yml");
    }

    @Test
    void saysWhatIsMissingWhenItCannotBuild() throws Exception {
        Run run = run(
                checkout(false), Map.of("FAIRLEAD_JAVA_HOME", java("21").toString(), "PATH", tools().toString()), "up");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).contains("no mvn on PATH");
    }

    private Path checkout(boolean built) throws IOException {
        Path root = Files.createDirectories(folder.resolve("checkout").resolve("with space"));
        Files.copy(LAUNCHER, root.resolve("fairlead"), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        if (built) {
            Files.createDirectories(root.resolve("app/target/lib"));
            Files.createDirectories(root.resolve("embedded/target/elasticsearch"));
            Files.createFile(root.resolve("app/target/fairlead-app.jar"));
            Files.createFile(root.resolve("app/target/jvm.args"));
        }
        return root.toRealPath();
    }

    private Path java(String version) throws IOException {
        Path home = folder.resolve("jdk-" + version);
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho CALLED\nprintf '%s\\n' \"$@\"\n", StandardCharsets.UTF_8);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n", StandardCharsets.UTF_8);
        return home;
    }

    /** A PATH with the tools of the launcher, and no Maven. */
    private Path tools() throws IOException {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String name : new String[] {"sh", "sed", "dirname", "readlink", "head"}) {
            Path tool = Files.isExecutable(Path.of("/bin", name)) ? Path.of("/bin", name) : Path.of("/usr/bin", name);
            Files.createSymbolicLink(tools.resolve(name), tool);
        }
        return tools;
    }

    private record Run(int exitCode, String output) {}

    private static Run run(Path root, Map<String, String> environment, String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = root.resolve("fairlead").toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("FAIRLEAD_OPTS");
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the launcher does not end");
        }
        return new Run(process.exitValue(), output);
    }
}
