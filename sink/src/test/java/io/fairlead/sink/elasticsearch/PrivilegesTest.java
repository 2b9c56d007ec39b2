// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fairlead.schemas.config.ConfigLoader;
import io.fairlead.testkit.container.DeploySecrets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that answers what a login may as Elasticsearch does, to the question that it is asked. */
final class PrivilegesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private HttpServer server;
    private volatile Set<String> allowed = Set.of();

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.createContext("/_security/user/_has_privileges", this::privileges);
        server.createContext("/", exchange -> reply(exchange, allowed.contains("monitor") ? 200 : 403, "{}"));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void whatTheLoginMayNotIsNamed() {
        allowed = Set.of("monitor", "create_doc", "read", "view_index_metadata");
        assertThat(ElasticsearchSetup.fault(config()).orElseThrow())
                .contains("does not allow it manage_index_templates, auto_configure on logs-*-default:")
                .contains("deploy/elasticsearch/roles/fairlead_sink.json");
        allowed = Set.of();
        assertThat(ElasticsearchSetup.fault(config()).orElseThrow())
                .contains("monitor, manage_index_templates, create_doc on logs-*-default");
    }

    @Test
    void theRoleOfTheSinkAllowsAllThatIsAsked() throws IOException {
        JsonNode role = JSON.readTree(
                Files.readAllBytes(DeploySecrets.deploy("elasticsearch/roles").resolve("fairlead_sink.json")));
        Set<String> granted = new TreeSet<>();
        role.path("cluster").forEach(privilege -> granted.add(privilege.asText()));
        role.at("/indices/0/privileges").forEach(privilege -> granted.add(privilege.asText()));
        allowed = granted;
        assertThat(granted).containsAll(Privileges.CLUSTER).containsAll(Privileges.INDEX);
        assertThat(ElasticsearchSetup.fault(config())).isEmpty();
    }

    private ElasticsearchConfig config() {
        return ConfigLoader.defaults(ElasticsearchConfig.class)
                .withUrls(List.of(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort())));
    }

    private void privileges(HttpExchange exchange) throws IOException {
        JsonNode question = JSON.readTree(exchange.getRequestBody());
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode cluster = answer.putObject("cluster");
        question.path("cluster").forEach(name -> cluster.put(name.asText(), allowed.contains(name.asText())));
        ObjectNode index = answer.putObject("index");
        question.path("index")
                .forEach(entry -> entry.path("names").forEach(name -> {
                    ObjectNode of = index.putObject(name.asText());
                    entry.path("privileges").forEach(one -> of.put(one.asText(), allowed.contains(one.asText())));
                }));
        reply(exchange, 200, answer.toString());
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
