// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.job.TestBroker;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.kafka.Topic;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class GapsTest {
    private static final Instant START = Instant.parse("2026-01-31T10:00:00Z");

    @Test
    void onlyWhatAGroupHadStillToReadIsMissed(@TempDir Path folder) throws Exception {
        try (TestBroker broker = new TestBroker(folder)) {
            KafkaConfig kafka = broker.topics("gaps");
            for (int i = 0; i < 5; i++) {
                broker.beat(kafka, START.plusSeconds(i));
            }
            assertThat(Gaps.tell(kafka, "reader")).as("nothing expired").isZero();
            commit(kafka, "reader", 0, 1);
            commit(kafka, "reader", 1, 4);
            broker.expire(kafka, 0, 4);
            broker.expire(kafka, 1, 4);
            assertThat(Gaps.tell(kafka, "reader")).isEqualTo(3);
            assertThat(Gaps.tell(kafka, "newcomer"))
                    .as("who never read misses nothing")
                    .isZero();
        }
    }

    private static void commit(KafkaConfig kafka, String group, int partition, long offset) {
        TopicPartition where = new TopicPartition(kafka.topic(Topic.EVENTS), partition);
        boolean committed = new TopicScan(kafka, Topic.EVENTS).asGroup(group, consumer -> {
            consumer.commitSync(Map.of(where, new OffsetAndMetadata(offset)));
            return true;
        });
        assertThat(committed).isTrue();
    }
}
