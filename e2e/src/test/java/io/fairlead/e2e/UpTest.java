// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an orchestrator sees of a starting {@code fairlead up}, and what nobody may see of what it was sent. */
final class UpTest {
    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void readinessTurnsWhenEveryStageTakesWorkAndNoSecretPasses(@TempDir Path folder) throws Exception {
        int port = freePort();
        URI health = URI.create("http://127.0.0.1:" + port);
        Planted planted = Planted.prepare(folder);
        String[] options = {"--config", planted.configuration().toString()};
        CompletableFuture<PipelineProcess> starting = CompletableFuture.supplyAsync(() -> start(folder, port, options));
        List<Integer> answers = new ArrayList<>();
        await().atMost(Duration.ofSeconds(100))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    ready(health, answers);
                    return starting.isCompletedExceptionally() || answers.contains(200);
                });
        try (planted;
                PipelineProcess up = starting.get(30, TimeUnit.SECONDS)) {
            assertThat(answers.stream().distinct())
                    .as("answers of /health/ready")
                    .containsExactly(503, 200);
            assertThat(Metrics.status(health, "/health/live")).isEqualTo(200);
            assertThat(new AuditSender(up.ingest()).post(AuditLoad.eventList(AuditLoad.mixed(10, 5))))
                    .isEqualTo(200);
            planted.send(up);
            planted.staysInside(up, folder.resolve("up.log"));
            assertThat(up.stop()).as("exit code of an ordinary stop").isIn(0, 143);
        }
    }

    /** A port below those that the system gives to outgoing connections. */
    private static int freePort() throws IOException {
        for (int attempt = 0; attempt < 100; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(12_000, 20_000);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (BindException taken) {
                assertThat(attempt).isLessThan(99);
            }
        }
        throw new AssertionError("no free port");
    }

    private static void ready(URI health, List<Integer> answers) throws InterruptedException {
        try {
            answers.add(Metrics.status(health, "/health/ready"));
        } catch (IOException notListeningYet) {
            if (!answers.isEmpty()) {
                answers.add(0);
            }
        }
    }

    private static PipelineProcess start(Path folder, int port, String... options) {
        try {
            return PipelineProcess.start(folder, port, options);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }
}
