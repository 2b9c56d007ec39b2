// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job;

import static io.fairlead.detect.job.TestEvents.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairlead.detect.job.rules.RuleTopic;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.record.Alert;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every type of correlation, a chain and suppression: events out of order, some twice, the job killed and started again with
 * one, four and two subtasks, give the alerts that the windows alone give when all events lie before them.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class RescaleTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Test
    void killsAndOtherNumbersOfSubtasksChangeNothing(@TempDir Path broker, @TempDir Path checkpoints) throws Exception {
        CorrelationScenario scenario = new CorrelationScenario();
        Set<String> expected = scenario.expected();
        int events = scenario.received().size();
        try (TestBroker kafka = new TestBroker(broker)) {
            KafkaConfig topics = kafka.topics("rescale");
            RuleTopic.publish(topics, scenario.rules(), "test", START);
            int from = 0;
            int[] parallelism = {1, 4, 2};
            for (int run = 0; run < parallelism.length; run++) {
                SimpleMeterRegistry meters = new SimpleMeterRegistry();
                DetectStage stage =
                        DetectStage.start(DetectStageTest.config(checkpoints, parallelism[run]), topics, meters);
                int to = events * (run + 1) / parallelism.length;
                scenario.send(kafka, topics, from, to);
                if (run < parallelism.length - 1) {
                    int least = to - from;
                    await().atMost(PATIENCE)
                            .until(() ->
                                    meters.counter("fairlead.detect.records").count() >= least);
                    double before = completed(meters);
                    await().atMost(PATIENCE).until(() -> completed(meters) >= before + 2);
                    stage.abort();
                } else {
                    kafka.beat(topics, START.plusSeconds(3_600));
                    await().atMost(PATIENCE)
                            .untilAsserted(() -> assertThat(ids(kafka, topics)).containsAll(expected));
                    stage.close();
                }
                from = to;
            }
            scenario.check(kafka.alerts(topics));
        }
    }

    private static Set<String> ids(TestBroker kafka, KafkaConfig topics) {
        return kafka.alerts(topics).stream().map(Alert::getId).collect(Collectors.toSet());
    }

    private static double completed(SimpleMeterRegistry meters) {
        return meters.get("fairlead.detect.checkpoints.completed").gauge().value();
    }
}
