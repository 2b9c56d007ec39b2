// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairlead.schemas.config.DataSize;
import io.fairlead.schemas.kafka.Topic;
import io.fairlead.sink.Http;
import io.fairlead.sink.Pipe;
import io.fairlead.sink.Samples;
import io.fairlead.sink.Servers;
import io.fairlead.sink.SinkStage;
import io.fairlead.sink.elasticsearch.HousekeepingConfig.Mode;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.class)
class HousekeeperTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void rolls_over_by_age_and_deletes_what_is_past_retention(Servers.Running servers) throws Exception {
        try (Pipe pipe = new Pipe(servers)) {
            String url = servers.node().url();
            try (SinkStage stage = pipe.start()) {
                pipe.send(Topic.EVENTS, Samples.event("old"));
                await().atMost(SOON).until(() -> pipe.count(Samples.AUDIT) == 1);
                assertThat(stage.health().ready()).isTrue();
            }
            Http.send("POST", url + "/logs-other-" + pipe.namespace + "/_doc", "{}");
            HousekeepingConfig config = new HousekeepingConfig(
                    Mode.AUTO, Duration.ofMinutes(1), Duration.ofSeconds(1), new DataSize(1 << 30));
            Clock later = Clock.offset(Clock.system(ZoneOffset.UTC), Duration.ofDays(31));
            ElasticsearchConfig elasticsearch = pipe.elasticsearch(url);
            try (Housekeeper now = new Housekeeper(elasticsearch, config, Clock.systemUTC(), pipe.meters);
                    Housekeeper inAMonth = new Housekeeper(elasticsearch, config, later, pipe.meters)) {
                await().atMost(SOON).untilAsserted(() -> {
                    now.round();
                    assertThat(pipe.counted("fairlead.sink.housekeeping.rollovers"))
                            .isEqualTo(1);
                });
                assertThat(pipe.counted("fairlead.sink.housekeeping.deletions")).isZero();
                assertThat(pipe.count(Samples.AUDIT)).isEqualTo(1);
                inAMonth.round();
                inAMonth.round();
            }
            assertThat(pipe.counted("fairlead.sink.housekeeping.deletions")).isEqualTo(1);
            assertThat(pipe.count(Samples.AUDIT)).isZero();
            assertThat(Http.get(url + "/logs-other-" + pipe.namespace + "/_count"))
                    .contains("\"count\"");
        }
    }
}
