// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairlead.detect.job.KeptState.Placed;
import io.fairlead.detect.job.cluster.LocalCluster;
import io.fairlead.detect.job.cluster.RunningJob;
import io.fairlead.detect.job.cluster.Savepoints;
import io.fairlead.detect.job.meter.Meters;
import io.fairlead.detect.job.rules.RuleSource;
import io.fairlead.detect.job.rules.RuleTopic;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.record.Alert;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Today's job goes on from the state that earlier releases left, with nothing of it dropped, and gives the alerts that it
 * gives where it saw everything itself. src/test/resources/savepoints/README.md says how a release's state is kept.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class UpgradeTest {
    private static final String WRITE = "savepoint.write";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SUBTASKS = 2;

    /** Behind every window of the events. */
    private static final Duration LONG = Duration.ofHours(1);

    private final Path folder;
    private final TestBroker broker;

    UpgradeTest(@TempDir Path folder) {
        this.folder = folder;
        this.broker = new TestBroker(folder.resolve("broker"));
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    static List<KeptState> releases() throws IOException {
        return KeptState.all(Path.of("src/test/resources/savepoints"));
    }

    @ParameterizedTest
    @MethodSource("releases")
    @DisabledIfSystemProperty(named = WRITE, matches = ".+", disabledReason = "a savepoint is written instead")
    void goesOnFromTheStateOfARelease(KeptState kept) throws Exception {
        Map<String, Alert> expected = undisturbed(kept);
        assertThat(kept.alerts()).isNotEmpty();
        assertThat(expected.keySet()).containsAll(kept.alerts());
        expected.keySet().removeAll(kept.alerts());
        assertThat(expected).isNotEmpty();

        KafkaConfig kafka = topics(kept, "upgrade");
        send(kafka, kept.before());
        try (Run run = new Run(kafka, Optional.of(kept.savepoint()))) {
            run.awaitWorking();
            send(kafka, kept.after());
            broker.beat(kafka, end(kept));
            run.awaitTaken(kept.after().size() + 2 * TestBroker.PARTITIONS);
            run.stop();
        }

        Map<String, Alert> alerts = alerts(kafka);
        assertThat(alerts.keySet()).isEqualTo(expected.keySet());
        assertThat(alerts).isEqualTo(expected);
    }

    @Test
    @EnabledIfSystemProperty(named = WRITE, matches = ".+", disabledReason = "-Dsavepoint.write=RELEASE keeps a state")
    void keepsTheStateOfToday() throws Exception {
        KeptState kept = new KeptState(Path.of("src/test/resources/savepoints", System.getProperty(WRITE)));
        KafkaConfig kafka = topics(kept, "upgrade");
        send(kafka, kept.before());
        try (Run run = new Run(kafka, Optional.empty())) {
            run.awaitTaken(kept.before().size() + TestBroker.PARTITIONS);
            Path savepoint = run.stop();
            kept.write(alerts(kafka).keySet(), savepoint);
        }
        assertThat(kept.alerts()).isNotEmpty();
        assertThat(kept.savepoint().resolve("_metadata")).isNotEmptyFile();
    }

    private Map<String, Alert> undisturbed(KeptState kept) throws Exception {
        KafkaConfig kafka = topics(kept, "undisturbed");
        try (Run run = new Run(kafka, Optional.empty())) {
            send(kafka, kept.before());
            send(kafka, kept.after());
            broker.beat(kafka, end(kept));
            run.awaitTaken(kept.before().size() + kept.after().size() + 3 * TestBroker.PARTITIONS);
            run.stop();
        }
        return alerts(kafka);
    }

    /** The savepoint knows the topic's name and how far it was read. */
    private KafkaConfig topics(KeptState kept, String prefix) throws IOException {
        KafkaConfig kafka = broker.topics(prefix);
        RuleTopic.publish(kafka, kept.rules(), "test", Instant.EPOCH);
        return kafka;
    }

    private void send(KafkaConfig kafka, List<Placed> events) throws Exception {
        for (Placed placed : events) {
            broker.send(kafka, placed.partition(), placed.event());
        }
        broker.beat(kafka, events.getLast().event().getReceivedAt());
    }

    private static Instant end(KeptState kept) throws IOException {
        return kept.after().getLast().event().getReceivedAt().plus(LONG);
    }

    private Map<String, Alert> alerts(KafkaConfig kafka) {
        return broker.alerts(kafka).stream()
                .collect(Collectors.toMap(
                        Alert::getId,
                        Function.identity(),
                        (first, second) -> {
                            throw new AssertionError("written twice: " + first);
                        },
                        TreeMap::new));
    }

    /** The job on a cluster of its own. */
    private final class Run implements AutoCloseable {
        private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
        private final String meterKey = Meters.register(registry, "fairlead.detect.");
        private final LocalCluster cluster;
        private final RunningJob job;

        Run(KafkaConfig kafka, Optional<Path> savepoint) {
            Path checkpoints = folder.resolve("checkpoints");
            DetectConfig config = DetectStageTest.config(checkpoints, SUBTASKS);
            Configuration settings = JobSettings.local(config, checkpoints);
            // none beside the savepoint, and that in one file
            settings.setString("execution.checkpointing.interval", "1 h");
            settings.setString("execution.checkpointing.data-inline-threshold", "1 mb");
            // not by LocalCluster's own way, which lets state go that no operator claims
            savepoint.ifPresent(path -> settings.setString(
                    "execution.state-recovery.path", path.toUri().toString()));
            cluster = LocalCluster.start(settings, SUBTASKS);
            JobPlan plan = JobPlan.live(RuleSource.live(kafka), TestBroker.PARTITIONS, meterKey);
            job = cluster.submit(Launch.graph(config, kafka, plan, settings), Optional.empty());
        }

        void awaitWorking() {
            assertThat(job.awaitWorking(PATIENCE)).isEmpty();
        }

        /** Events and heartbeats; what they lead to is on its topic after {@link #stop}. */
        void awaitTaken(int number) {
            await().atMost(PATIENCE)
                    .until(
                            () -> registry.counter("fairlead.detect.records").count()
                                    + registry.counter("fairlead.detect.heartbeats")
                                            .count(),
                            taken -> taken == number);
        }

        Path stop() {
            return Savepoints.stop(job, folder.resolve("savepoints"), PATIENCE);
        }

        @Override
        public void close() {
            cluster.close();
            Meters.release(meterKey);
        }
    }
}
