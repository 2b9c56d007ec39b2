// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairlead.schemas.kafka.Topic;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The role in {@code deploy/elasticsearch/roles} adds documents and deletes none. */
@Timeout(90)
@ExtendWith(Servers.class)
final class AppendOnlyTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int COUNT = 20;

    @Test
    void a_copy_that_may_not_be_deleted_is_counted_and_holds_up_nothing(Servers.Running servers) throws Exception {
        try (AppendOnly door = AppendOnly.before(servers.node());
                Pipe pipe = new Pipe(servers);
                SinkStage stage = pipe.start(door.url())) {
            send(pipe);
            await().atMost(SOON).until(() -> pipe.count(Samples.AUDIT) == COUNT);
            rollover(servers.node(), pipe);
            send(pipe); // the rollover is noticed only by where these land
            await().atMost(SOON).until(() -> pipe.counted("fairlead.sink.second.copies.left") == COUNT);

            rollover(servers.node(), pipe);
            send(pipe);
            pipe.send(Topic.EVENTS, Samples.event("new"));
            await().atMost(SOON).until(() -> pipe.counted("fairlead.sink.conflicts") == COUNT);
            await().atMost(SOON).until(() -> pipe.count(Samples.AUDIT) == 2 * COUNT + 1);
            assertThat(pipe.counted("fairlead.sink.second.copies.left"))
                    .as("from the first one on the write index is asked for every time")
                    .isEqualTo(COUNT);
            assertThat(stage.health().ready()).isTrue();
            assertThat(pipe.deadLetters()).isEmpty();
        }
    }

    private static void send(Pipe pipe) {
        for (int i = 0; i < COUNT; i++) {
            pipe.send(Topic.EVENTS, Samples.event("e" + i));
        }
    }

    private static void rollover(Node node, Pipe pipe) throws Exception {
        node.ask("POST", "/" + pipe.stream(Samples.AUDIT) + "/_rollover", "");
    }
}
