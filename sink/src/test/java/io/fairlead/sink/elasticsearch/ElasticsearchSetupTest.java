// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.fairlead.embedded.EmbeddedElasticsearch;
import io.fairlead.schemas.config.ConfigLoader;
import io.fairlead.schemas.kafka.Topic;
import io.fairlead.sink.Http;
import io.fairlead.sink.Node;
import io.fairlead.sink.Pipe;
import io.fairlead.sink.Samples;
import io.fairlead.sink.Servers;
import io.fairlead.sink.SinkConfig;
import io.fairlead.sink.SinkStage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A node of its own, whose templates can be spoiled. */
@Timeout(120)
@ExtendWith(Servers.class)
class ElasticsearchSetupTest {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String FOREIGN = "/_index_template/theirs";

    @Test
    void what_would_be_done_is_told_and_what_would_lose_or_spoil_data_is_not_done(
            Servers.Running servers, @TempDir Path folder) throws Exception {
        try (EmbeddedElasticsearch node = EmbeddedElasticsearch.start(folder, 256);
                Pipe pipe = new Pipe(servers.kafka(), Node.of(node))) {
            SinkConfig config = pipe.config(node.url());
            TemplatePlan first = ElasticsearchSetup.plan(config);
            assertThat(first.missing()).contains("fairlead-settings", "fairlead-alerts");
            assertThat(first.changed()).isEmpty();
            assertThat(Http.get(node.url() + "/_index_template")).doesNotContain("fairlead-alerts");

            assertThat(ElasticsearchSetup.apply(config)).isEqualTo(first.missing());
            assertThat(ElasticsearchSetup.plan(config).missing()).isEmpty();
            SinkConfig shorter = with(config, Duration.ofDays(2));
            assertThat(ElasticsearchSetup.plan(shorter).changed()).contains("fairlead-settings");
            assertThat(ElasticsearchSetup.plan(shorter).losses())
                    .containsExactly("documents are kept for 30 days and would be deleted after 2 days: raise"
                            + " sink.elasticsearch.retention");
            assertThat(ElasticsearchSetup.plan(with(config, Duration.ofDays(90)))
                            .losses())
                    .isEmpty();

            Http.send(
                    "PUT",
                    node.url() + FOREIGN,
                    "{\"index_patterns\":[\"logs-fairlead.a*\"],\"priority\":9000,\"data_stream\":{}}");
            String sentence = "the index template 'theirs' of another owner (pattern logs-fairlead.a*, priority 9000)"
                    + " stands before 'fairlead-alerts'";
            assertThat(ElasticsearchSetup.plan(config).faults())
                    .singleElement()
                    .asString()
                    .startsWith(sentence);
            assertThat(ElasticsearchSetup.fault(config.elasticsearch()).orElseThrow())
                    .startsWith(sentence);
            assertThatThrownBy(() -> ElasticsearchSetup.apply(config)).hasMessageContaining(sentence);
            try (SinkStage stage = pipe.start()) {
                pipe.send(Topic.EVENTS, Samples.event("one"));
                await().atMost(SOON).until(() -> !stage.health().ready());
                assertThat(stage.health().reasons().toString()).contains("theirs");
                assertThat(pipe.count(Samples.AUDIT)).as("nothing is stored").isZero();

                Http.send("DELETE", node.url() + FOREIGN, "");
                await().atMost(SOON).until(() -> pipe.count(Samples.AUDIT) == 1);
            }
        }
    }

    @Test
    void a_full_disk_is_a_fault_until_there_is_room(Servers.Running servers) throws Exception {
        try (Pipe pipe = new Pipe(servers)) {
            Node node = servers.node();
            ElasticsearchConfig config = pipe.elasticsearch(node.url());
            ElasticsearchSetup.apply(pipe.config(node.url()));
            assertThat(ElasticsearchSetup.fault(config)).as("no index yet").isEqualTo(Optional.empty());
            String document = "{\"@timestamp\":\"2026-11-22T10:00:00Z\"}";
            node.ask("POST", "/" + pipe.stream(Samples.AUDIT) + "/_doc", document);
            assertThat(ElasticsearchSetup.fault(config)).isEqualTo(Optional.empty());

            block(node, pipe, "true");
            assertThat(ElasticsearchSetup.fault(config).orElseThrow())
                    .contains("is full", ".ds-" + pipe.stream(Samples.AUDIT), "make room");
            block(node, pipe, "null");
            assertThat(ElasticsearchSetup.fault(config)).isEqualTo(Optional.empty());
        }
    }

    /** What a node does to its indices when its disk passes the flood stage. */
    private static void block(Node node, Pipe pipe, String value) throws Exception {
        node.ask(
                "PUT",
                "/" + pipe.stream(Samples.AUDIT) + "/_settings",
                "{\"index.blocks.read_only_allow_delete\":" + value + "}");
    }

    @Test
    void a_login_that_is_not_known_is_a_fault_and_a_node_that_is_away_is_none(Servers.Running servers)
            throws Exception {
        HttpServer refusing = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        refusing.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(401, -1);
            } catch (IOException gone) {
                throw new AssertionError(gone);
            }
        });
        refusing.start();
        String url = "http://127.0.0.1:" + refusing.getAddress().getPort();
        try (Pipe pipe = new Pipe(servers)) {
            assertThat(ElasticsearchSetup.fault(pipe.elasticsearch(url)).orElseThrow())
                    .contains("does not know the login", "sink.elasticsearch.user");
            refusing.stop(0);
            assertThat(ElasticsearchSetup.fault(pipe.elasticsearch(url))).isEqualTo(Optional.empty());
        }
    }

    @Test
    void a_login_is_shown_with_every_request_and_never_printed() throws Exception {
        List<String> shown = new CopyOnWriteArrayList<>();
        HttpServer asking = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        asking.createContext("/", exchange -> {
            try (exchange) {
                shown.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
                exchange.sendResponseHeaders(401, -1);
            } catch (IOException gone) {
                throw new AssertionError(gone);
            }
        });
        asking.start();
        try {
            String url = "http://127.0.0.1:" + asking.getAddress().getPort();
            for (Map<String, String> login : List.of(
                    Map.of("FAIRLEAD_URLS", url, "FAIRLEAD_API_KEY", "a2V5"),
                    Map.of("FAIRLEAD_URLS", url, "FAIRLEAD_USER", "sink", "FAIRLEAD_PASSWORD", "hunter2"))) {
                ElasticsearchConfig config = ConfigLoader.load(ElasticsearchConfig.class, Optional.empty(), login)
                        .value();
                assertThat(config.toString()).doesNotContain("a2V5", "hunter2");
                assertThat(ElasticsearchSetup.fault(config).orElseThrow()).doesNotContain("a2V5", "hunter2");
            }
            assertThat(shown).containsExactly("ApiKey a2V5", "Basic c2luazpodW50ZXIy");
        } finally {
            asking.stop(0);
        }
    }

    private static SinkConfig with(SinkConfig config, Duration retention) {
        ElasticsearchConfig it = config.elasticsearch();
        ElasticsearchConfig changed = new ElasticsearchConfig(
                it.urls(),
                it.apiKey(),
                it.user(),
                it.password(),
                it.ca(),
                it.namespace(),
                it.replicas(),
                retention,
                it.bulkBytes(),
                it.bulkDocuments(),
                it.requestTimeout(),
                it.lookback(),
                it.unreadyAfter());
        return new SinkConfig(
                changed, config.housekeeping(), config.webhooks(), config.groupPrefix(), config.instance());
    }
}
