// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.replay;

import static io.fairlead.detect.job.TestEvents.START;
import static io.fairlead.detect.job.TestEvents.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fairlead.detect.job.DetectConfig;
import io.fairlead.detect.job.DetectException;
import io.fairlead.detect.job.DetectStage;
import io.fairlead.detect.job.TestBroker;
import io.fairlead.detect.job.TestRules;
import io.fairlead.detect.job.replay.ReplayReport.AlertLine;
import io.fairlead.detect.job.rules.RuleTopic;
import io.fairlead.schemas.config.ConfigLoader;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.record.Alert;
import io.fairlead.schemas.record.RuleFile;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class ReplayTest {
    private static final Instant END = START.plusSeconds(300);

    private final TestBroker broker;
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    ReplayTest(@TempDir Path folder) {
        broker = new TestBroker(folder);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void findsWhatLiveFoundAndTellsNewFromGone(@TempDir Path folder) throws Exception {
        KafkaConfig kafka = broker.topics("replay");
        DetectConfig detect = config(folder);
        RuleTopic.publish(kafka, TestRules.all(), "test", START);
        history(kafka);
        try (DetectStage live = DetectStage.start(detect, kafka, registry)) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> broker.alerts(kafka).size() >= 4);
            assertThat(live.lateHours()).isEqualTo(java.util.Map.of(START.toEpochMilli(), 1L));
        }
        List<Long> progress = new ArrayList<>();

        ReplayReport same =
                replay(kafka, detect, START, END, Optional.empty(), "r1", (done, total) -> progress.add(total - done));

        assertThat(same.newAlerts()).isEmpty();
        assertThat(same.gone()).isEmpty();
        assertThat(titles(same.same()))
                .containsExactlyInAnyOrder(TestRules.DELETION, TestRules.DELETION, TestRules.BURST, TestRules.SILENCE);
        assertThat(same.events()).isEqualTo(8);
        assertThat(progress.getLast()).isZero();
        assertThat(broker.alerts(kafka).stream().filter(alert -> alert.getReplayId() != null))
                .hasSize(4)
                .allSatisfy(alert -> assertThat(alert.getReplayId()).isEqualTo("r1"));

        List<RuleFile> others = List.of(TestRules.burst(), TestRules.single("Reading", "get"));
        ReplayReport changed = replay(
                kafka, detect, START, START.plusSeconds(100), Optional.of(others), "r2", ProgressListener.SILENT);

        assertThat(titles(changed.same())).containsExactly(TestRules.BURST);
        assertThat(titles(changed.newAlerts())).containsExactly("Reading");
        assertThat(titles(changed.gone())).containsExactlyInAnyOrder(TestRules.DELETION, TestRules.SILENCE);
        assertThat(broker.alerts(kafka).stream()
                        .filter(alert -> alert.getReplayId() == null)
                        .map(Alert::getId))
                .doesNotHaveDuplicates();
    }

    @Test
    void refusesATimeThatTheTopicNoLongerHolds(@TempDir Path folder) throws Exception {
        KafkaConfig kafka = broker.topics("expired");
        RuleTopic.publish(kafka, TestRules.all(), "test", START);
        broker.beat(kafka, START);
        broker.beat(kafka, START.plusSeconds(10));
        broker.expire(kafka, 1, 1);

        assertThatThrownBy(() ->
                        replay(kafka, config(folder), START, END, Optional.empty(), "r3", ProgressListener.SILENT))
                .isInstanceOf(DetectException.class)
                .hasMessageContaining("no longer holds " + START)
                .hasMessageContaining(START.plusSeconds(10).toString());
        assertThat(Reach.of(kafka, START.plusSeconds(10), END, Duration.ZERO).size())
                .isEqualTo(2);
    }

    @Test
    void refusesASpanThatGoesBackwardsAndANameThatIsNone() {
        assertThatThrownBy(() -> new ReplayConfig(END, START, Optional.empty(), "r4"))
                .isInstanceOf(DetectException.class)
                .hasMessageContaining("swap");
        assertThatThrownBy(() -> new ReplayConfig(START, END, Optional.empty(), "../r4"))
                .isInstanceOf(DetectException.class)
                .hasMessageContaining("'../r4'");
    }

    /** Two deletions, a burst of lists with a late fourth, one lonely watch; the second deletion comes last. */
    private void history(KafkaConfig kafka) throws Exception {
        broker.beat(kafka, START);
        broker.send(kafka, 0, request("d1", "eve", "delete", START.plusSeconds(1)));
        broker.send(kafka, 0, request("l1", "eve", "list", START.plusSeconds(2)));
        broker.send(kafka, 1, request("l2", "eve", "list", START.plusSeconds(3)));
        broker.send(kafka, 0, request("l3", "eve", "list", START.plusSeconds(4)));
        broker.send(kafka, 1, request("w1", "bob", "watch", START.plusSeconds(5)));
        broker.send(kafka, 1, request("g1", "bob", "get", START.plusSeconds(6)));
        broker.beat(kafka, START.plusSeconds(80));
        broker.send(kafka, 0, request("l4", "eve", "list", START.plusSeconds(5), START.plusSeconds(80)));
        broker.send(kafka, 1, request("d2", "bob", "delete", START.plusSeconds(200)));
        broker.beat(kafka, START.plusSeconds(280));
    }

    private ReplayReport replay(
            KafkaConfig kafka,
            DetectConfig detect,
            Instant from,
            Instant to,
            Optional<List<RuleFile>> rules,
            String id,
            ProgressListener listener) {
        return Replay.run(new ReplayConfig(from, to, rules, id), detect, kafka, registry, listener);
    }

    private static List<String> titles(List<AlertLine> lines) {
        return lines.stream().map(AlertLine::ruleTitle).toList();
    }

    private static DetectConfig config(Path folder) {
        DetectConfig defaults = ConfigLoader.defaults(DetectConfig.class);
        return defaults.withCheckpointDirectory(folder);
    }
}
