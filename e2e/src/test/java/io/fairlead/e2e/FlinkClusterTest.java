// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.detect.job.DetectStage;
import io.fairlead.detect.job.FlinkMain;
import io.fairlead.detect.job.FlinkSettings;
import io.fairlead.detect.job.rules.RuleTopic;
import io.fairlead.embedded.EmbeddedKafka;
import io.fairlead.schemas.record.Alert;
import io.fairlead.schemas.record.Event;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job as {@code flink run} takes it, on a session cluster in processes of its own, its state in RocksDB: a task manager
 * that is killed and a restart with another parallelism from a savepoint leave the alerts as {@code fairlead detect} gives them
 * undisturbed.
 */
@Order(1)
final class FlinkClusterTest {
    private static final Path ROOT = PipelineProcess.root();
    private static final Path JAR = ROOT.resolve("detect/target/fairlead-detect-flink.jar");
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern SUBMITTED = Pattern.compile("JobID ([0-9a-f]{32})");
    private static final Pattern SAVEPOINT = Pattern.compile("Path: (file:\\S+)");

    private final List<Event> events = FlinkScenario.events();
    private final Instant end = FlinkScenario.START.plus(Duration.ofHours(3));

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void aKilledTaskManagerAndAnotherParallelismChangeNoAlert(@TempDir Path folder) throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.start(folder.resolve("kafka"), Map.of("log.retention.ms", "-1"))) {
            Path file = configuration(folder, broker);
            Map<String, Alert> expected = undisturbed(broker, file, folder);
            FlinkSettings settings = settings(file, Map.of());
            try (FlinkTopics topics = new FlinkTopics(broker, settings.kafka());
                    FlinkCluster flink = FlinkCluster.start(folder.resolve("flink"), 2)) {
                RuleTopic.publish(settings.kafka(), FlinkScenario.rules(), "test", FlinkScenario.START);
                String savepoint = killed(flink, topics, settings, file);
                restarted(flink, topics, settings, file, savepoint);
                Map<String, Alert> alerts = byId(topics.alerts());
                assertThat(alerts.keySet()).isEqualTo(expected.keySet());
                assertThat(alerts).isEqualTo(expected);
            }
        }
    }

    /** As docker-compose.yml starts it. */
    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void aClusterOfItsOwnGoesOnWhereItsJobManagerDied(@TempDir Path folder) throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.start(folder.resolve("kafka"), Map.of("log.retention.ms", "-1"))) {
            Path file = configuration(folder, broker);
            Map<String, Alert> expected = undisturbed(broker, file, folder);
            FlinkSettings settings = settings(file, Map.of());
            List<String> arguments = List.of(
                    "--job-classname",
                    FlinkMain.class.getName(),
                    "-Dparallelism.default=2",
                    "resume",
                    "--config",
                    file.toString());
            try (FlinkTopics topics = new FlinkTopics(broker, settings.kafka())) {
                RuleTopic.publish(settings.kafka(), FlinkScenario.rules(), "test", FlinkScenario.START);
                try (FlinkCluster flink = FlinkCluster.startApplication(folder.resolve("flink"), JAR, arguments)) {
                    send(topics, 0, 250);
                    topics.awaitJudged(settings.detect().group());
                    assertThat(flink.healthy()).isTrue();
                    flink.kill("jobmanager");
                    assertThat(flink.healthy()).isFalse();
                    send(topics, 250, 300);
                    flink.startApplication("jobmanager-2", arguments);
                    send(topics, 300, events.size());
                    topics.beat(end);
                    topics.awaitJudged(settings.detect().group());
                    assertThat(flink.healthy()).isTrue();
                    JsonNode only = flink.get("/jobs/overview").path("jobs").path(0);
                    assertThat(only.path("state").asText()).isEqualTo("RUNNING");
                    assertThat(flink.get("/jobs/" + only.path("jid").asText() + "/checkpoints")
                                    .path("counts")
                                    .path("restored")
                                    .asInt())
                            .as("restores: %s", flink.words())
                            .isPositive();
                    await("the first answer has the job manager gather them")
                            .atMost(PATIENCE)
                            .untilAsserted(() -> assertThat(flink.get(
                                                    "/jobs/" + only.path("jid").asText() + "/metrics")
                                            .findValuesAsText("id"))
                                    .contains("numberOfCompletedCheckpoints", "numRestarts"));
                    assertThat(FlinkFiles.relabelled(flink.metrics()))
                            .contains("fairlead_detect_records_total", "fairlead_detect_alerts_total")
                            .containsAll(FlinkFiles.alertedOn());
                }
                assertThat(byId(topics.alerts())).isEqualTo(expected);
            }
        }
    }

    /** Four subtasks on two task managers, one of which dies; where the savepoint lies with which the job is stopped. */
    private String killed(FlinkCluster flink, FlinkTopics topics, FlinkSettings settings, Path file) throws Exception {
        String job = submitted(
                flink.flink("run", "--detached", "--parallelism", "4", JAR.toString(), "--config", file.toString()));
        send(topics, 0, 200);
        topics.awaitJudged(settings.detect().group());
        assertThat(flink.get("/jobs/" + job + "/checkpoints/config")
                        .path("state_backend")
                        .asText())
                .contains("RocksDB");
        send(topics, 200, 260);
        flink.kill("taskmanager-1");
        send(topics, 260, 400);
        flink.startWorker("taskmanager-3");
        topics.awaitJudged(settings.detect().group());
        JsonNode checkpoints = flink.get("/jobs/" + job + "/checkpoints");
        assertThat(checkpoints.path("counts").path("restored").asInt())
                .as("restores: %s", flink.words())
                .isPositive();
        String said = flink.flink(
                "stop",
                "--savepointPath",
                file.resolveSibling("savepoints").toUri().toString(),
                "--type",
                "canonical",
                job);
        awaitState(flink, job, "FINISHED");
        return found(SAVEPOINT, said);
    }

    private void restarted(FlinkCluster flink, FlinkTopics topics, FlinkSettings settings, Path file, String savepoint)
            throws Exception {
        String job = submitted(flink.flink(
                "run",
                "--detached",
                "--parallelism",
                "3",
                "--fromSavepoint",
                savepoint,
                JAR.toString(),
                "--config",
                file.toString()));
        send(topics, 400, events.size());
        topics.beat(end);
        topics.awaitJudged(settings.detect().group());
        assertThat(flink.get("/jobs/" + job).findValues("parallelism"))
                .extracting(JsonNode::asInt)
                .isNotEmpty()
                .containsOnly(3);
        assertThat(flink.get("/jobs/" + job + "/checkpoints")
                        .path("latest")
                        .path("restored")
                        .path("is_savepoint")
                        .asBoolean())
                .isTrue();
    }

    /** What the job gives on a cluster in this process, where nothing happens to it. */
    private Map<String, Alert> undisturbed(EmbeddedKafka broker, Path file, Path folder) {
        FlinkSettings settings = settings(
                file,
                Map.of(
                        "FAIRLEAD_KAFKA_TOPIC_PREFIX",
                        "undisturbed.",
                        "FAIRLEAD_DETECT_INSTANCE",
                        "undisturbed",
                        "FAIRLEAD_DETECT_CHECKPOINT_DIRECTORY",
                        folder.resolve("undisturbed").toString()));
        try (FlinkTopics topics = new FlinkTopics(broker, settings.kafka())) {
            RuleTopic.publish(settings.kafka(), FlinkScenario.rules(), "test", FlinkScenario.START);
            try (DetectStage stage =
                    DetectStage.start(settings.detect(), settings.kafka(), new SimpleMeterRegistry())) {
                send(topics, 0, events.size());
                topics.beat(end);
                topics.awaitJudged(settings.detect().group());
                assertThat(stage.health().ready()).isTrue();
            }
            List<Alert> alerts = topics.alerts();
            assertThat(alerts).as("nothing is written twice").doesNotHaveDuplicates();
            assertThat(alerts.stream().map(alert -> alert.getRule().getId()).distinct())
                    .as("every rule fires")
                    .containsExactlyInAnyOrderElementsOf(FlinkScenario.alerting());
            return byId(alerts);
        }
    }

    private void send(FlinkTopics topics, int from, int to) {
        topics.send(events.subList(from, to));
        topics.beat(events.get(to - 1).getReceivedAt());
    }

    /** After a crash an alert may stand on its topic twice; then both are the same. */
    private static Map<String, Alert> byId(List<Alert> alerts) {
        Map<String, Alert> byId = new TreeMap<>();
        for (Alert alert : alerts) {
            Alert first = byId.putIfAbsent(alert.getId(), alert);
            assertThat(first == null ? alert : first).as("one id, one alert").isEqualTo(alert);
        }
        return byId;
    }

    private static void awaitState(FlinkCluster flink, String job, String state) {
        await("the job is " + state)
                .atMost(PATIENCE)
                .until(() -> flink.get("/jobs/" + job).path("state").asText().equals(state));
    }

    private static String submitted(String said) {
        return found(SUBMITTED, said);
    }

    private static String found(Pattern pattern, String said) {
        Matcher matcher = pattern.matcher(said);
        assertThat(matcher.find()).as(said).isTrue();
        return matcher.group(1);
    }

    private static FlinkSettings settings(Path file, Map<String, String> environment) {
        return FlinkSettings.load(new String[] {"--config", file.toString()}, environment);
    }

    private static Path configuration(Path folder, EmbeddedKafka broker) throws IOException {
        return Files.writeString(
                folder.resolve("fairlead.yaml"), """
                kafka:
                  bootstrap-servers: %s
                  partitions: %d
                ingest:
                  port: 0
                detect:
                  instance: flink
                  checkpoint-interval: 500ms
                """.formatted(broker.bootstrapServers(), FlinkTopics.PARTITIONS));
    }
}
