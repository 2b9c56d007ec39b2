// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairlead.schemas.config.ConfigLoader;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.kafka.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A restored Elasticsearch is filled from Kafka as docs/operations.md says: stop the sink, set its group back, start it. */
@Timeout(90)
@ExtendWith(Servers.class)
final class RestoreTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void what_is_younger_than_the_snapshot_comes_back_and_nothing_is_there_twice(Servers.Running servers)
            throws Exception {
        try (Pipe pipe = new Pipe(servers)) {
            try (SinkStage stage = pipe.start()) {
                for (int i = 0; i < 30; i++) {
                    pipe.send(Topic.EVENTS, Samples.event("e" + i));
                }
                await().atMost(SOON).until(() -> pipe.count(Samples.AUDIT) == 30);
                assertThat(stage.health().ready()).isTrue();
            }
            loseAllAfter(20, servers.node(), pipe);
            assertThat(pipe.count(Samples.AUDIT)).as("the snapshot").isEqualTo(20);

            setBack(pipe, pipe.namespace + "-events");
            try (SinkStage stage = pipe.start()) {
                await().atMost(SOON).until(() -> pipe.count(Samples.AUDIT) == 30);
                await().atMost(SOON).until(() -> pipe.counted("fairlead.sink.conflicts") == 20);
                assertThat(stage.health().ready()).isTrue();
            }
            assertThat(pipe.deadLetters()).isEmpty();
        }
    }

    @Test
    void the_groups_that_the_page_sets_back_are_the_sinks() throws Exception {
        String page = Files.readString(Path.of("../docs/operations.md"));
        String prefix = ConfigLoader.defaults(SinkConfig.class).groupPrefix();
        KafkaConfig kafka = ConfigLoader.defaults(KafkaConfig.class);
        for (Topic topic : List.of(Topic.EVENTS, Topic.ALERTS)) {
            String name = kafka.topic(topic);
            assertThat(page).contains("--group " + prefix + "-" + name + " --topic " + name + " --reset-offsets");
        }
    }

    private static void loseAllAfter(int kept, Node node, Pipe pipe) throws Exception {
        String found = node.get("/_resolve/index/" + pipe.stream(Samples.AUDIT));
        int begin = found.indexOf(".ds-");
        String index = found.substring(begin, found.indexOf('"', begin));
        for (int i = kept; i < 30; i++) {
            node.ask("DELETE", "/" + index + "/_doc/e" + i, "");
        }
    }

    /** What {@code kafka-consumer-groups.sh --reset-offsets} does to a group without members. */
    private static void setBack(Pipe pipe, String group) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", pipe.kafka.bootstrapServers()))) {
            var committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            assertThat(committed).as("the group " + group).isNotEmpty();
            admin.alterConsumerGroupOffsets(
                            group,
                            committed.keySet().stream()
                                    .collect(Collectors.toMap(
                                            partition -> partition, partition -> new OffsetAndMetadata(0))))
                    .all()
                    .get();
        }
    }
}
