// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole process dies by SIGKILL under load and is started again on the same directory. */
final class KillTest {
    private static final int BATCHES = 60;
    private static final int BATCH = 100;
    private static final int ALERT_EVERY = 50;

    /** Of the bundled rule on bursts of denials. */
    private static final Duration TIMESPAN = Duration.ofMinutes(1);

    @Test
    @Timeout(value = 6, unit = TimeUnit.MINUTES)
    void nothingIsLostOrDoubled(@TempDir Path data) throws Exception {
        String before = "burst-" + UUID.randomUUID();
        String across = "burst-" + UUID.randomUUID();
        PipelineProcess pipeline = PipelineProcess.start(data);
        AuditSender sender = new AuditSender(pipeline.ingest());
        CompletableFuture<Duration> load = CompletableFuture.supplyAsync(() -> send(sender, before, across));
        while (sender.acknowledged().size() < BATCHES * BATCH / 3) {
            assertThat(load.isCompletedExceptionally()).as("the load goes on").isFalse();
            TimeUnit.MILLISECONDS.sleep(20);
        }
        pipeline.killHard();
        try (PipelineProcess again = PipelineProcess.start(data)) {
            sender.moveTo(again.ingest());
            Duration span = load.get(3, TimeUnit.MINUTES);
            assertThat(sender.failures()).as("tries that felt the kill").isPositive();
            Oracle oracle = new Oracle(new Documents(again.elasticsearch()));
            oracle.everyObligationIsMet(sender.acknowledged(), BATCHES * BATCH);
            oracle.oneBurstAlertEach(List.of(before));
            // a group rests for a timespan: on a very slow machine the second burst outlasts it and may fire anew
            oracle.burstAlerts(across, 1 + (int) span.dividedBy(TIMESPAN));
            assertThat(again.stop()).as("exit code of an ordinary stop").isIn(0, 143);
        }
    }

    /** One burst wholly before the kill is likely, the other is spread over the whole run, so that its window spans it. */
    private static Duration send(AuditSender sender, String before, String across) {
        long start = System.nanoTime();
        try {
            sender.send(AuditLoad.denials(before));
            for (int i = 0; i < BATCHES; i++) {
                sender.send(AuditLoad.mixed(BATCH, ALERT_EVERY));
                sender.send(List.of(AuditLoad.denial(across)));
                TimeUnit.MILLISECONDS.sleep(30);
            }
            return Duration.ofNanos(System.nanoTime() - start);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
