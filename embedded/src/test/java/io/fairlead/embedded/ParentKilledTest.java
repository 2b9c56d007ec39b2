// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class ParentKilledTest {
    @TempDir
    private Path folder;

    private @Nullable Process parent;

    @AfterEach
    void endParent() throws InterruptedException {
        if (parent != null) {
            parent.destroyForcibly().waitFor();
        }
    }

    @Test
    void childIgnoresCtrlCEndsWithItsParentAndKeepsWhatWasAcknowledged() throws Exception {
        Path told = folder.resolve("told");
        Process started = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NodeHolder.class.getName(),
                        folder.resolve("node").toString(),
                        told.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("parent.log").toFile())
                .start();
        parent = started;
        await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(told) || !started.isAlive());
        assertThat(told).exists();
        List<String> lines = Files.readAllLines(told);
        ProcessHandle child = ProcessHandle.of(Long.parseLong(lines.get(0))).orElseThrow();
        String url = lines.get(1);

        new ProcessBuilder("kill", "-INT", lines.get(0)).start().waitFor(10, TimeUnit.SECONDS);
        assertThat(Http.send("PUT", url + "/lines/_create/a", "{\"text\":\"one\"}"))
                .contains("\"created\"");
        assertThat(child.isAlive()).isTrue();

        started.destroyForcibly().waitFor();
        try (EmbeddedElasticsearch again = EmbeddedElasticsearch.start(folder.resolve("node"))) {
            assertThat(child.isAlive()).isFalse();
            assertThat(again.url()).isEqualTo(url);
            assertThat(Http.send("GET", url + "/lines/_doc/a", "")).contains("\"one\"");
        }
    }

    @Test
    void secondNodeOnTheSameFolderIsRefused() throws Exception {
        try (EmbeddedElasticsearch node = EmbeddedElasticsearch.start(folder.resolve("node"))) {
            assertThat(node.isRunning()).isTrue();
            NodeDirs dirs = NodeDirs.create(folder.resolve("node"));
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> EarlierChild.awaitEnd(dirs, Duration.ofMillis(100)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(Long.toString(node.pid()))
                    .hasMessageContaining(folder.toString());
        }
    }
}
