// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job;

import static io.fairlead.detect.job.TestEvents.START;
import static io.fairlead.detect.job.TestEvents.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fairlead.detect.job.rules.RuleTopic;
import io.fairlead.schemas.config.ConfigLoader;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.kafka.Topic;
import io.fairlead.schemas.record.Alert;
import io.fairlead.schemas.record.DeadLetter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole job on a cluster in this process, against a real broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class DetectStageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestBroker broker;
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    DetectStageTest(@TempDir Path folder) {
        broker = new TestBroker(folder);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void doesNotStartWithoutARuleSet(@TempDir Path folder) {
        KafkaConfig kafka = broker.topics("norules");

        assertThatThrownBy(() -> start(config(folder, 1), kafka))
                .isInstanceOf(DetectException.class)
                .hasMessageContaining("norules.rules")
                .hasMessageContaining("fairlead setup");
        RuleTopic.publish(kafka, TestRules.all(), "test", START);
        start(config(folder, 1), kafka).close();
    }

    @Test
    void judgesWhatWasThereBeforeAndWhatComes(@TempDir Path folder) throws Exception {
        KafkaConfig kafka = broker.topics("judges");
        RuleTopic.publish(kafka, TestRules.all(), "test", START);
        broker.beat(kafka, START);
        broker.send(kafka, 0, request("before", "eve", "delete", START));
        broker.sendBroken(kafka, 1, "no record");

        try (DetectStage stage = start(config(folder, 2), kafka)) {
            broker.send(kafka, 1, request("after", "bob", "delete", START.plusSeconds(1)));
            broker.send(kafka, 0, request("before", "eve", "delete", START));
            broker.send(kafka, 1, request("far", "eve", "list", START.plus(Duration.ofDays(26_000)), START));
            awaitAlerts(kafka, 2);
            awaitDuplicates(1);
            broker.send(kafka, 0, request("w1", "eve", "watch", START.plusSeconds(1)));
            broker.beat(kafka, START.plusSeconds(72));

            List<Alert> alerts = awaitAlerts(kafka, 3);
            assertThat(alerts)
                    .extracting(alert -> alert.getRule().getTitle())
                    .containsExactlyInAnyOrder(TestRules.DELETION, TestRules.DELETION, TestRules.SILENCE);
            assertThat(alerts)
                    .allSatisfy(alert -> assertThat(alert.getRuleSet()).isEqualTo(stage.ruleSet()));
            assertThat(broker.all(kafka, Topic.DEAD_LETTER, DeadLetter.class))
                    .singleElement()
                    .satisfies(letter ->
                            assertThat(letter.getReference().getPartition()).isEqualTo(1));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(registry.get("fairlead.detect.checkpoints.completed")
                                    .gauge()
                                    .value())
                            .isGreaterThanOrEqualTo(1));
            assertThat(stage.health().ready()).isTrue();
        }
    }

    @Test
    void takesANewRuleSetWhileItRuns(@TempDir Path folder) throws Exception {
        KafkaConfig kafka = broker.topics("reload");
        RuleTopic.publish(kafka, List.of(TestRules.single(TestRules.DELETION, "delete")), "test", START);
        broker.beat(kafka, START);
        try (DetectStage stage = start(config(folder, 2), kafka)) {
            String first = stage.ruleSet();
            broker.send(kafka, 0, request("d1", "eve", "delete", START.plusSeconds(1)));
            awaitAlerts(kafka, 1);
            RuleTopic.publish(kafka, List.of(TestRules.single("Reading", "get")), "test", START.plusSeconds(60));
            await().atMost(PATIENCE).until(() -> !stage.ruleSet().equals(first));
            broker.send(kafka, 1, request("g1", "eve", "get", START.plusSeconds(61)));
            broker.send(kafka, 0, request("d2", "eve", "delete", START.plusSeconds(61)));
            broker.send(kafka, 0, request("d3", "eve", "delete", START.plusSeconds(59)));

            List<Alert> alerts = awaitAlerts(kafka, 3);

            assertThat(alerts)
                    .extracting(alert -> alert.getEvidence().getFirst().getEventId() + alert.getRuleSet())
                    .containsExactlyInAnyOrder("d1" + first, "d3" + first, "g1" + stage.ruleSet());
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(registry.get("fairlead.detect.rules.info")
                                    .gauge()
                                    .getId()
                                    .getTag("version"))
                            .isEqualTo(stage.ruleSet()));
            assertThat(registry.get("fairlead.detect.rules.running").gauge().value())
                    .isEqualTo(1);
            assertThat(registry.get("fairlead.detect.rules.rejected").gauge().value())
                    .isZero();
        }
    }

    @Test
    void aKilledJobGoesOnWithoutLossOrDouble(@TempDir Path folder) throws Exception {
        KafkaConfig kafka = broker.topics("killed");
        RuleTopic.publish(kafka, TestRules.all(), "test", START);
        DetectConfig config = config(folder, 1);
        DetectStage first = start(config, kafka);
        broker.beat(kafka, START);
        broker.send(kafka, 0, request("l1", "eve", "list", START));
        broker.send(kafka, 1, request("l2", "eve", "list", START.plusSeconds(1)));
        broker.send(kafka, 0, request("d1", "eve", "delete", START.plusSeconds(1)));
        awaitAlerts(kafka, 1);
        awaitCheckpoints(folder, 2);
        first.abort();
        broker.send(kafka, 0, request("d1", "eve", "delete", START.plusSeconds(1)));
        broker.send(kafka, 1, request("l3", "eve", "list", START.plusSeconds(2)));
        broker.beat(kafka, START.plusSeconds(30));

        try (DetectStage second = start(config, kafka)) {
            List<Alert> alerts = awaitAlerts(kafka, 2);

            assertThat(second.health().live()).isTrue();
            assertThat(alerts)
                    .extracting(alert -> alert.getRule().getTitle())
                    .containsExactlyInAnyOrder(TestRules.DELETION, TestRules.BURST);
            assertThat(alerts.stream().map(Alert::getId).distinct()).hasSize(2);
        }
    }

    @Test
    void aCheckpointThatCannotBeReadFallsBackToTheOneBefore(@TempDir Path folder) throws Exception {
        KafkaConfig kafka = broker.topics("corrupt");
        RuleTopic.publish(kafka, TestRules.all(), "test", START);
        DetectConfig config = config(folder, 1);
        DetectStage first = start(config, kafka);
        broker.beat(kafka, START);
        broker.send(kafka, 0, request("l1", "eve", "list", START));
        broker.send(kafka, 1, request("l2", "eve", "list", START.plusSeconds(1)));
        awaitJudged(2);
        awaitCheckpoints(folder, 2);
        first.close();
        Files.write(newest(folder).resolve("_metadata"), "not a checkpoint".getBytes(StandardCharsets.UTF_8));
        broker.send(kafka, 1, request("l3", "eve", "list", START.plusSeconds(2)));
        broker.beat(kafka, START.plusSeconds(30));

        try (DetectStage second = start(config, kafka)) {
            assertThat(awaitAlerts(kafka, 1)).singleElement().satisfies(alert -> {
                assertThat(alert.getRule().getTitle()).isEqualTo(TestRules.BURST);
                assertThat(alert.getCount()).isEqualTo(3);
            });
            assertThat(second.health().live()).isTrue();
        }
        for (Path checkpoint : checkpoints(folder)) {
            Files.write(checkpoint.resolve("_metadata"), new byte[] {1, 2, 3});
        }
        assertThatThrownBy(() -> start(config, kafka))
                .isInstanceOf(DetectException.class)
                .hasMessageContaining("can be restored")
                .hasMessageContaining(folder.toString());
    }

    private DetectStage start(DetectConfig config, KafkaConfig kafka) {
        registry.clear();
        return DetectStage.start(config, kafka, registry);
    }

    private List<Alert> awaitAlerts(KafkaConfig kafka, int number) {
        await().atMost(PATIENCE).until(() -> broker.alerts(kafka).size() >= number);
        return broker.alerts(kafka);
    }

    private void awaitDuplicates(int number) {
        await().atMost(PATIENCE)
                .until(() -> registry.counter("fairlead.detect.duplicates").count() >= number);
    }

    private void awaitJudged(int number) {
        await().atMost(PATIENCE)
                .until(() -> registry.counter("fairlead.detect.records").count() >= number);
    }

    /** Waits until so many more checkpoints are complete that one of them began after this call. */
    private static void awaitCheckpoints(Path folder, int more) throws Exception {
        int from = number(newest(folder));
        await().atMost(PATIENCE).until(() -> number(newest(folder)) >= from + more);
    }

    private static int number(Path checkpoint) {
        return checkpoint.getFileName() == null || !checkpoint.toString().contains("chk-")
                ? 0
                : Integer.parseInt(checkpoint.getFileName().toString().substring("chk-".length()));
    }

    private static Path newest(Path folder) throws Exception {
        return checkpoints(folder).stream()
                .max(Comparator.comparingInt(DetectStageTest::number))
                .orElse(Path.of(""));
    }

    private static List<Path> checkpoints(Path folder) throws Exception {
        try (Stream<Path> all = Files.walk(folder, 3)) {
            return all.filter(path -> path.endsWith("_metadata"))
                    .map(Path::getParent)
                    .toList();
        } catch (java.io.UncheckedIOException vanished) {
            return checkpoints(folder);
        }
    }

    static DetectConfig config(Path folder, int parallelism) {
        DetectConfig defaults = ConfigLoader.defaults(DetectConfig.class);
        return new DetectConfig(
                "test",
                parallelism,
                defaults.lateness(),
                Duration.ofMillis(200),
                folder,
                defaults.retainedCheckpoints(),
                defaults.bufferTimeout(),
                defaults.maxGroups(),
                defaults.duplicateHorizon(),
                defaults.maxRememberedAlerts(),
                defaults.startTimeout());
    }
}
