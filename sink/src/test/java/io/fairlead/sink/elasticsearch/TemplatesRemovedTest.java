// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairlead.embedded.EmbeddedElasticsearch;
import io.fairlead.schemas.kafka.Topic;
import io.fairlead.sink.Http;
import io.fairlead.sink.Node;
import io.fairlead.sink.Pipe;
import io.fairlead.sink.Samples;
import io.fairlead.sink.Servers;
import io.fairlead.sink.SinkStage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A node of its own: a template that any data stream uses cannot be removed. */
@Timeout(120)
@ExtendWith(Servers.class)
class TemplatesRemovedTest {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String FALCO = "falco.alerts";

    @Test
    void templates_that_somebody_removed_are_put_back_before_a_data_stream_begins(
            Servers.Running servers, @TempDir Path folder) throws Exception {
        try (EmbeddedElasticsearch node = EmbeddedElasticsearch.start(folder, 256);
                Pipe pipe = new Pipe(servers.kafka(), Node.of(node));
                SinkStage stage = pipe.start()) {
            pipe.send(Topic.EVENTS, Samples.event("first"));
            await().atMost(SOON).until(() -> pipe.count(Samples.AUDIT) == 1);

            Http.send("DELETE", node.url() + "/_index_template/fairlead-falco", "");
            assertThat(Http.get(node.url() + "/_index_template")).doesNotContain("\"name\":\"fairlead-falco\"");
            String alert = "{\"@timestamp\":\"2026-11-22T10:00:00Z\"}";
            pipe.send(Topic.EVENTS, Samples.event("alert", Instant.now(), FALCO, alert));
            await().atMost(SOON).until(() -> pipe.count(FALCO) == 1);

            assertThat(stage.health().ready()).isTrue();
            assertThat(Http.get(node.url() + "/_index_template")).contains("\"name\":\"fairlead-falco\"");
            assertThat(Http.get(node.url() + "/_resolve/index/" + pipe.stream(FALCO)))
                    .contains(".ds-" + pipe.stream(FALCO));
            assertThat(pipe.deadLetters()).isEmpty();
        }
    }
}
