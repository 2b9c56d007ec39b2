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
import java.util.ArrayList;
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
 * The job on clusters of processes of their own, its state in RocksDB: as {@code flink run} takes it, where a task manager is
 * killed, and as docker-compose.yml starts it, with another parallelism from a savepoint of the first, where the job manager is
 * killed. The alerts are those of {@code fairlead detect} undisturbed.
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

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void deathsOfItsProcessesAndAnotherParallelismChangeNoAlert() throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.start(folder.resolve("kafka"), Map.of("log.retention.ms", "-1"));
                FlinkCluster flink = new FlinkCluster(folder.resolve("flink"), 2)) {
            Map<String, Alert> undisturbed = undisturbed(broker);
            Path file = configuration(broker, "flink");
            FlinkSettings settings = settings(file, Map.of());
            try (FlinkTopics topics = topics(broker, settings)) {
                String savepoint = onASession(flink, topics, settings, file);
                onItsOwn(flink, topics, settings, file, savepoint);
                assertThat(byId(topics.alerts())).isEqualTo(undisturbed);
            }
        }
    }

    /** Subtasks on two task managers, one of which dies; where the savepoint lies with which the job is stopped. */
    private String onASession(FlinkCluster flink, FlinkTopics topics, FlinkSettings settings, Path file)
            throws Exception {
        flink.startSession("jobmanager-session", 2);
        String job = found(
                SUBMITTED,
                flink.flink("run", "--detached", "--parallelism", "2", JAR.toString(), "--config", file.toString()));
        send(topics, 0, 200);
        topics.awaitJudged(settings.detect().group());
        assertThat(flink.get("/jobs/" + job + "/checkpoints/config")
                        .path("state_backend")
                        .asText())
                .contains("RocksDB");
        assertThat(flink.workersOf(job)).containsExactly("taskmanager-1", "taskmanager-2");
        send(topics, 200, 260);
        flink.kill("taskmanager-1");
        send(topics, 260, 350);
        topics.awaitJudged(settings.detect().group());
        assertThat(flink.workersOf(job)).containsExactly("taskmanager-2");
        assertThat(restored(flink, job).path("external_path").asText())
                .as("goes on from a checkpoint: %s", flink.words())
                .contains(job + "/chk-");
        String said = flink.flink(
                "stop", "--savepointPath", folder.resolve("savepoints").toUri().toString(), "--type", "canonical", job);
        await("the job is stopped")
                .atMost(PATIENCE)
                .until(() -> flink.get("/jobs/" + job).path("state").asText().equals("FINISHED"));
        flink.kill("jobmanager-session");
        return found(SAVEPOINT, said);
    }

    /** From the savepoint with more subtasks, then from a checkpoint, because the job manager dies. */
    private void onItsOwn(FlinkCluster flink, FlinkTopics topics, FlinkSettings settings, Path file, String savepoint)
            throws Exception {
        List<String> program = List.of("resume", "--config", file.toString());
        flink.startApplication("jobmanager-1", JAR, words(List.of("--fromSavepoint", savepoint), program));
        send(topics, 350, 450);
        topics.awaitJudged(settings.detect().group());
        assertThat(flink.healthy()).isTrue();
        String job = onlyJob(flink);
        assertThat(restored(flink, job).path("external_path").asText()).isEqualTo(savepoint);
        assertThat(flink.get("/jobs/" + job).findValues("parallelism"))
                .extracting(JsonNode::asInt)
                .isNotEmpty()
                .containsOnly(3);
        flink.kill("jobmanager-1");
        assertThat(flink.healthy()).isFalse();
        send(topics, 450, 500);
        flink.startApplication("jobmanager-2", JAR, words(List.of(), program));
        send(topics, 500, events.size());
        topics.beat(end);
        topics.awaitJudged(settings.detect().group());
        assertThat(flink.healthy()).isTrue();
        String again = onlyJob(flink);
        assertThat(restored(flink, again).path("external_path").asText())
                .as("goes on from a checkpoint of the first: %s", flink.words())
                .contains(job + "/chk-");
        await("the first answer has the job manager gather them")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                flink.get("/jobs/" + again + "/metrics").findValuesAsText("id"))
                        .contains("numberOfCompletedCheckpoints", "numRestarts"));
        assertThat(FlinkFiles.relabelled(flink.metrics("taskmanager-2")))
                .contains("fairlead_detect_records_total", "fairlead_detect_alerts_total")
                .containsAll(FlinkFiles.alertedOn());
    }

    /** As docker-compose.yml has them, but for these of Flink's. */
    private static List<String> words(List<String> own, List<String> program) {
        List<String> words =
                new ArrayList<>(List.of("--job-classname", FlinkMain.class.getName(), "-Dparallelism.default=3"));
        words.addAll(own);
        words.addAll(program);
        return words;
    }

    private static String onlyJob(FlinkCluster flink) throws Exception {
        JsonNode jobs = flink.get("/jobs/overview").path("jobs");
        assertThat(jobs.findValuesAsText("state")).containsExactly("RUNNING");
        return jobs.path(0).path("jid").asText();
    }

    /** What the job went on from last. */
    private static JsonNode restored(FlinkCluster flink, String job) throws Exception {
        return flink.get("/jobs/" + job + "/checkpoints").path("latest").path("restored");
    }

    /** What {@code fairlead detect} gives in this process, where nothing happens to it. */
    private Map<String, Alert> undisturbed(EmbeddedKafka broker) throws IOException {
        FlinkSettings settings = settings(
                configuration(broker, "undisturbed"),
                Map.of(
                        "FAIRLEAD_DETECT_CHECKPOINT_DIRECTORY",
                        folder.resolve("undisturbed").toString()));
        try (FlinkTopics topics = topics(broker, settings)) {
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

    /** Topics of a job, with the rules on theirs. */
    private static FlinkTopics topics(EmbeddedKafka broker, FlinkSettings settings) {
        FlinkTopics topics = new FlinkTopics(broker, settings.kafka());
        RuleTopic.publish(settings.kafka(), FlinkScenario.rules(), "test", FlinkScenario.START);
        return topics;
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

    private static String found(Pattern pattern, String said) {
        Matcher matcher = pattern.matcher(said);
        assertThat(matcher.find()).as(said).isTrue();
        return matcher.group(1);
    }

    private static FlinkSettings settings(Path file, Map<String, String> environment) {
        return FlinkSettings.load(new String[] {"--config", file.toString()}, environment);
    }

    /** The file of a job with topics, a consumer group and a name of its own. */
    private Path configuration(EmbeddedKafka broker, String job) throws IOException {
        return Files.writeString(folder.resolve(job + ".yaml"), """
                kafka:
                  bootstrap-servers: %s
                  topic-prefix: %s.
                  partitions: %d
                ingest:
                  port: 0
                detect:
                  instance: %s
                  buffer-timeout: 100ms
                """.formatted(
                        broker.bootstrapServers(), job, FlinkTopics.PARTITIONS, job));
    }
}
