// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fairlead.schemas.config.ConfigLoader;
import io.fairlead.sink.SinkConfig;
import io.fairlead.testkit.container.DeploySecrets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that keeps roles as Elasticsearch does: with what it adds to them, and for those who may. */
final class ElasticsearchRolesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/_security/role/";

    private final Map<String, ObjectNode> kept = new ConcurrentHashMap<>();

    @TempDir
    private Path folder;

    private HttpServer server;
    private volatile int refusal;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.createContext(PATH, this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void rolesAreMadeOnceAndStandThen() throws IOException {
        ElasticsearchRoles roles = ElasticsearchRoles.read(DeploySecrets.deploy("elasticsearch/roles"));
        assertThat(roles.plan(config()).missing()).containsExactly("fairlead_analyst", "fairlead_sink");
        assertThat(kept).isEmpty();
        assertThat(roles.apply(config())).containsExactly("fairlead_analyst", "fairlead_sink");
        assertThat(roles.plan(config())).isEqualTo(new ElasticsearchRoles.Plan(List.of(), List.of()));
        assertThat(roles.apply(config())).isEmpty();
        assertThat(kept("fairlead_sink").at("/indices/0/privileges"))
                .extracting(privilege -> privilege.asText())
                .contains("create_doc")
                .doesNotContain("delete", "write", "index", "all");
    }

    @Test
    void aRoleThatSomebodyWidenedIsLeftAndTold() throws IOException {
        Files.writeString(folder.resolve("sink.json"), role("create_doc\",\"read"));
        Files.writeString(folder.resolve("read-me.txt"), "no role");
        ElasticsearchRoles roles = ElasticsearchRoles.read(folder);
        kept.put("sink", (ObjectNode) JSON.readTree(role("read\",\"create_doc\",\"delete")));
        assertThat(roles.plan(config()).different()).containsExactly("sink");
        assertThat(roles.apply(config())).isEmpty();
        assertThat(kept("sink").toString()).contains("delete");

        kept.put("sink", (ObjectNode) JSON.readTree(role("read\",\"create_doc")));
        assertThat(roles.plan(config()).different()).as("in another order").isEmpty();
        ((ObjectNode) kept("sink").at("/indices/0")).put("allow_restricted_indices", true);
        assertThat(roles.plan(config()).different()).containsExactly("sink");
    }

    @Test
    void whoMayNotMakeRolesIsToldWhatTheLoginNeeds() throws IOException {
        Files.writeString(folder.resolve("sink.json"), role("read"));
        ElasticsearchRoles roles = ElasticsearchRoles.read(folder);
        refusal = 403;
        assertThatThrownBy(() -> roles.apply(config()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("reading role sink: status 403")
                .hasMessageContaining("manage_security");
    }

    @Test
    void aFolderWithoutRolesAndAFileThatIsNoneAreToldByName() throws IOException {
        assertThatThrownBy(() -> ElasticsearchRoles.read(folder)).hasMessageContaining("holds no role");
        Path file = Files.writeString(folder.resolve("sink.json"), "{\"cluster\": [");
        assertThatThrownBy(() -> ElasticsearchRoles.read(folder)).hasMessageContaining(file + " is no JSON");
        Files.writeString(file, "[]");
        assertThatThrownBy(() -> ElasticsearchRoles.read(folder)).hasMessageContaining(file + " holds no role");
    }

    private ObjectNode kept(String name) {
        return Objects.requireNonNull(kept.get(name), name);
    }

    private static String role(String privileges) {
        return "{\"indices\":[{\"names\":[\"logs-*\"],\"privileges\":[\"" + privileges + "\"]}]}";
    }

    private SinkConfig config() {
        URI here = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return ConfigLoader.defaults(SinkConfig.class).withElasticsearch(List.of(here));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String name = exchange.getRequestURI().getPath().substring(PATH.length());
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (refusal > 0) {
                send(exchange, refusal, "{\"error\":{\"type\":\"security_exception\",\"reason\":\"unauthorized\"}}");
            } else if (exchange.getRequestMethod().equals("PUT")) {
                ObjectNode role = (ObjectNode) JSON.readTree(body);
                role.path("indices").forEach(index -> ((ObjectNode) index).put("allow_restricted_indices", false));
                role.withArray("cluster");
                role.putArray("applications");
                role.putArray("run_as");
                role.putObject("metadata");
                role.putObject("transient_metadata").put("enabled", true);
                kept.put(name, role);
                send(exchange, 200, "{\"role\":{\"created\":true}}");
            } else if (kept.containsKey(name)) {
                send(exchange, 200, "{\"" + name + "\":" + kept.get(name) + "}");
            } else {
                send(exchange, 404, "{}");
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.getResponseHeaders().add("X-Elastic-Product", "Elasticsearch");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
