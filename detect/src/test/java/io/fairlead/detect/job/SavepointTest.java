// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job;

import static io.fairlead.detect.job.TestEvents.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairlead.detect.RuleManifests;
import io.fairlead.detect.job.cluster.LocalCluster;
import io.fairlead.detect.job.cluster.RunningJob;
import io.fairlead.detect.job.cluster.Savepoints;
import io.fairlead.detect.job.meter.Meters;
import io.fairlead.detect.job.rules.RuleSource;
import io.fairlead.detect.job.rules.RuleTopic;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.record.Alert;
import io.fairlead.schemas.record.Event;
import io.fairlead.schemas.record.RuleFile;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every type of correlation, a chain and suppression, with one, four and two subtasks from savepoints in Flink's canonical
 * format, while an update of the rules leaves all but one correlation alone: the unchanged ones go on from their state, the
 * changed one starts clean.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class SavepointTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int[] PARALLELISM = {1, 4, 2};
    private static final String CHANGING = "changing";

    private final CorrelationScenario scenario = new CorrelationScenario();
    private final List<Event> events = scenario.received();
    /** In the middle of what the second run reads. */
    private final Instant update = events.get(events.size() / 2).getReceivedAt();

    @Test
    void otherNumbersOfSubtasksAndAnUpdateOfOtherRulesChangeNothing(
            @TempDir Path broker, @TempDir Path folder, @TempDir Path savepoints) throws Exception {
        Set<String> changing = changing();
        Set<String> expected = new TreeSet<>(scenario.expected());
        expected.addAll(changing);
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        String meterKey = Meters.register(registry, "fairlead.detect.");
        try (TestBroker kafka = new TestBroker(broker);
                LocalCluster cluster =
                        LocalCluster.start(JobSettings.local(DetectStageTest.config(folder, 4), folder), 4)) {
            KafkaConfig topics = kafka.topics("savepoint");
            JobPlan plan = JobPlan.live(RuleSource.live(topics), TestBroker.PARTITIONS, meterKey);
            RuleTopic.publish(topics, rules("gte: 4"), "test", START);
            Optional<Path> savepoint = Optional.empty();
            int from = 0;
            for (int run = 0; run < PARALLELISM.length; run++) {
                DetectConfig config = DetectStageTest.config(folder, PARALLELISM[run]);
                RunningJob job = cluster.submit(
                        Launch.graph(config, topics, plan, JobSettings.local(config, folder)), savepoint);
                assertThat(job.awaitWorking(PATIENCE)).isEmpty();
                int to = events.size() * (run + 1) / PARALLELISM.length;
                scenario.send(kafka, topics, from, to);
                int judged = to;
                await().atMost(PATIENCE)
                        .until(() -> registry.counter("fairlead.detect.records").count() >= judged);
                if (run < PARALLELISM.length - 1) {
                    savepoint = Optional.of(Savepoints.stop(job, savepoints, PATIENCE));
                } else {
                    kafka.beat(topics, START.plusSeconds(3_600));
                    await().atMost(PATIENCE)
                            .untilAsserted(
                                    () -> assertThat(ids(kafka.alerts(topics))).containsAll(expected));
                    job.cancel(PATIENCE);
                }
                if (run == 0) {
                    RuleTopic.publish(topics, rules("gte: 3"), "test", update);
                }
                from = to;
            }
            List<Alert> alerts = kafka.alerts(topics);
            assertThat(alerts).as("nothing is written twice").doesNotHaveDuplicates();
            List<Alert> ofChanging =
                    alerts.stream().filter(SavepointTest::isChanging).toList();
            assertThat(ids(ofChanging)).isEqualTo(changing);
            assertThat(ofChanging.stream().map(Alert::getRuleSet).distinct()).hasSize(2);
            List<Alert> others = new ArrayList<>(alerts);
            others.removeAll(ofChanging);
            scenario.check(others);
        } finally {
            Meters.release(meterKey);
        }
    }

    /** What the one text says of what was received before the update, and the other of the rest. */
    private Set<String> changing() {
        int first = events.size() / 2;
        Set<String> before = CorrelationScenario.expected(List.of(changing("gte: 4")), events.subList(0, first));
        Set<String> after =
                CorrelationScenario.expected(List.of(changing("gte: 3")), events.subList(first, events.size()));
        assertThat(before).isNotEmpty();
        assertThat(after).isNotEmpty();
        Set<String> both = new TreeSet<>(before);
        both.addAll(after);
        assertThat(both)
                .as("state that is kept would show")
                .isNotEqualTo(CorrelationScenario.expected(List.of(changing("gte: 3")), events))
                .isNotEqualTo(CorrelationScenario.expected(List.of(changing("gte: 4")), events));
        return both;
    }

    private List<RuleFile> rules(String condition) {
        List<RuleFile> files = new ArrayList<>(scenario.rules());
        files.add(changing(condition));
        return files;
    }

    private static RuleFile changing(String condition) {
        String text = """
                title: A request, silent
                id: changing-base
                logsource: {product: kubernetes, service: audit}
                detection: {selection: {kubernetes.audit.verb: list}, condition: selection}
                ---
                title: Changing
                id: %s
                correlation:
                  type: event_count
                  rules: [changing-base]
                  group-by: [user.name]
                  timespan: 30s
                  condition: {%s}
                """.formatted(CHANGING, condition);
        return RuleManifests.file("changing.yml", text.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isChanging(Alert alert) {
        return alert.getRule().getId().equals(CHANGING);
    }

    private static Set<String> ids(List<Alert> alerts) {
        return alerts.stream().map(Alert::getId).collect(Collectors.toCollection(TreeSet::new));
    }
}
