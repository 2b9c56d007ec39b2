// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.sink.DistributionServers;
import io.fairlead.sink.Node;
import io.fairlead.sink.Pipe;
import io.fairlead.sink.Samples;
import io.fairlead.sink.Servers;
import io.fairlead.testkit.container.NeedsDocker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the roles of {@code deploy/elasticsearch/roles} refuse. */
@ExtendWith({NeedsDocker.class, DistributionServers.class})
final class RolesDistributionTest {
    private static final String DOCUMENT = "{\"@timestamp\":\"2026-11-22T10:00:00Z\"}";
    private static final String ALL = "{\"query\":{\"match_all\":{}}}";

    @Test
    void the_sink_adds_and_changes_nothing_and_analysts_read(Servers.Running servers) throws Exception {
        try (Pipe pipe = new Pipe(servers)) {
            ElasticsearchSetup.apply(pipe.config(servers.node().url()));
            String stream = "/" + pipe.stream(Samples.AUDIT);
            Node sink = servers.node().as(servers.node().sink().orElseThrow());
            sink.ask("POST", stream + "/_doc?refresh=true", DOCUMENT);
            refused(sink, "POST", stream + "/_delete_by_query", ALL);
            refused(sink, "POST", stream + "/_update_by_query", ALL);
            refused(sink, "DELETE", "/_data_stream" + stream, "");

            Node analyst = servers.node().as(servers.node().analyst().orElseThrow());
            assertThat(analyst.ask("POST", stream + "/_search", ALL)).contains("2026-11-22T10:00:00Z");
            refused(analyst, "POST", stream + "/_doc", DOCUMENT);
        }
    }

    private static void refused(Node node, String method, String path, String body) {
        assertThatThrownBy(() -> node.ask(method, path, body))
                .as(method + " " + path)
                .hasMessageContaining("403")
                .hasMessageContaining("security_exception");
    }
}
