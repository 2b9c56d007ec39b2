// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.schemas.elasticsearch.ElasticsearchTemplate;
import io.fairlead.schemas.elasticsearch.ElasticsearchTemplates;
import io.fairlead.sink.Node;
import io.fairlead.sink.Pipe;
import io.fairlead.sink.Servers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the templates promise, held against a real node. */
abstract class TemplatesContract {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Node node;
    private final Pipe pipe;

    TemplatesContract(Servers.Running servers) {
        this.node = servers.node();
        this.pipe = new Pipe(servers);
    }

    @BeforeEach
    void install() throws Exception {
        ElasticsearchSetup.apply(pipe.config(node.url()));
    }

    @AfterEach
    void close() {
        pipe.close();
    }

    private void index(String dataset, String document) throws Exception {
        node.ask("POST", "/" + pipe.stream(dataset) + "/_doc?refresh=true", document);
    }

    private long found(String dataset, String field, Object value) throws Exception {
        ObjectNode query = JSON.createObjectNode();
        query.putObject("term").set(field, JSON.valueToTree(value));
        return pipe.search.count(pipe.stream(dataset), query.toString());
    }

    private int fields(String dataset) throws Exception {
        JsonNode answer = JSON.readTree(node.get("/" + pipe.stream(dataset) + "/_mapping"));
        return count(answer.elements().next().path("mappings"));
    }

    private static int count(JsonNode mapping) {
        int sum = 0;
        for (var property : mapping.path("properties").properties()) {
            sum += 1 + count(property.getValue());
        }
        return sum;
    }

    @Test
    void every_typed_path_of_the_audit_event_is_found_by_its_value() throws Exception {
        Map<String, String> leaves = new LinkedHashMap<>();
        ObjectNode audit = JSON.createObjectNode();
        JsonNode mapping = JSON.readTree(template("fairlead-kubernetes-audit"))
                .at("/template/mappings/properties/kubernetes/properties/audit");
        fill(audit, mapping, "kubernetes.audit", leaves);
        ObjectNode document = JSON.createObjectNode().put("@timestamp", "2026-11-22T10:00:00.123456789Z");
        document.putObject("kubernetes").set("audit", audit);
        index("kubernetes.audit_logs", document.toString());
        assertThat(leaves.size()).isGreaterThan(800);
        List<String> silent = new ArrayList<>();
        for (List<Map.Entry<String, String>> part : parts(new ArrayList<>(leaves.entrySet()), 100)) {
            if (foundAll(part) != 1) {
                for (Map.Entry<String, String> leaf : part) {
                    if (foundAll(List.of(leaf)) != 1) {
                        silent.add(leaf.getKey() + " (" + leaf.getValue() + ")");
                    }
                }
            }
        }
        assertThat(silent).isEmpty();
    }

    private long foundAll(List<Map.Entry<String, String>> leaves) throws Exception {
        ObjectNode query = JSON.createObjectNode();
        ArrayNode filter = query.putObject("bool").putArray("filter");
        for (Map.Entry<String, String> leaf : leaves) {
            filter.addObject().putObject("term").set(leaf.getKey(), value(leaf.getValue()));
        }
        return pipe.search.count(pipe.stream("kubernetes.audit_logs"), query.toString());
    }

    private static JsonNode value(String type) {
        return switch (type) {
            case "long" -> JSON.valueToTree(8443);
            case "boolean" -> JSON.valueToTree(true);
            case "ip" -> JSON.valueToTree("10.1.2.3");
            case "date" -> JSON.valueToTree("2026-11-22T10:00:00.000Z");
            default -> JSON.valueToTree("value");
        };
    }

    /** Writes a value at every leaf of the mapping; lists of one object where Kubernetes has lists. */
    private static void fill(ObjectNode target, JsonNode mapping, String path, Map<String, String> leaves) {
        for (var property : mapping.path("properties").properties()) {
            String name = property.getKey();
            JsonNode field = property.getValue();
            if (field.has("properties")) {
                ObjectNode child = JSON.createObjectNode();
                fill(child, field, path + "." + name, leaves);
                if (name.endsWith("s")
                        && !name.equals("annotations")
                        && !name.equals("responseStatus")
                        && !name.equals("limits")) {
                    target.putArray(name).add(child);
                } else {
                    target.set(name, child);
                }
            } else if (field.path("type").asText().equals("flattened")) {
                target.putObject(name).put("key", "value");
                leaves.put(path + "." + name + ".key", "flattened");
            } else {
                target.set(name, value(field.path("type").asText()));
                leaves.put(path + "." + name, field.path("type").asText());
            }
        }
    }

    private static <T> List<List<T>> parts(List<T> all, int size) {
        List<List<T>> parts = new ArrayList<>();
        for (int i = 0; i < all.size(); i += size) {
            parts.add(all.subList(i, Math.min(all.size(), i + size)));
        }
        return parts;
    }

    private static String template(String name) {
        return ElasticsearchTemplates.all(0, Duration.ofDays(1)).stream()
                .filter(template -> template.kind() == ElasticsearchTemplate.Kind.COMPONENT
                        && template.name().equals(name))
                .findFirst()
                .orElseThrow()
                .body();
    }

    @Test
    void ten_thousand_keys_leave_the_mapping_as_it_was() throws Exception {
        index("kubernetes.audit_logs", "{\"@timestamp\":\"2026-11-22T10:00:00Z\"}");
        int before = fields("kubernetes.audit_logs");
        for (int round = 0; round < 10; round++) {
            ObjectNode document = JSON.createObjectNode().put("@timestamp", "2026-11-22T10:00:00Z");
            ObjectNode kubernetes = document.putObject("kubernetes");
            ObjectNode labels = kubernetes.putObject("labels");
            ObjectNode unknown = document.putObject("unknown");
            ObjectNode body = kubernetes
                    .putObject("audit")
                    .putObject("requestObject")
                    .putObject("metadata")
                    .putObject("labels");
            for (int i = 0; i < 1_000; i++) {
                labels.put("label-" + round + "-" + i, "v" + i);
                body.put("label-" + round + "-" + i, "v" + i);
                unknown.put("field-" + round + "-" + i, i);
            }
            index("kubernetes.audit_logs", document.toString());
        }
        assertThat(fields("kubernetes.audit_logs")).isEqualTo(before);
        assertThat(found("kubernetes.audit_logs", "kubernetes.labels.label-9-999", "v999"))
                .isEqualTo(1);
    }

    @Test
    void long_values_odd_keys_and_unreadable_scalars_reject_nothing() throws Exception {
        String stamp = "\"@timestamp\":\"1960-02-03T04:05:06.123456789Z\"";
        String longText = "v".repeat(40_000);
        List<String> documents = List.of(
                "{" + stamp + ",\"user\":{\"name\":\"" + longText + "\"}}",
                "{" + stamp + ",\"kubernetes\":{\"labels\":{\"a\":\"" + longText + "\"}}}",
                "{" + stamp + ",\"kubernetes\":{\"labels\":{\"\":\"x\",\"a..b\":\"y\",\".\":\"z\",\" \":\"w\"}}}",
                "{" + stamp + ",\"source\":{\"ip\":\"not an address\",\"port\":\"http\"}}",
                "{" + stamp
                        + ",\"kubernetes\":{\"audit\":{\"sourceIPs\":[\"bad\",\"10.0.0.9\"],\"responseStatus\":{\"code\":\"OK\"}}}}",
                "{" + stamp
                        + ",\"kubernetes\":{\"audit\":{\"annotations\":{\"a.b/c\":\"x\",\"authorization_k8s_io/decision\":\"forbid\"}}}}",
                "{" + stamp
                        + ",\"kubernetes\":{\"audit\":{\"requestObject\":{\"spec\":{\"hostPID\":\"maybe\",\"replicas\":1.5e30}}}}}",
                "{" + stamp + ",\"event\":{\"created\":\"yesterday\",\"severity\":\"high\"}}",
                "{" + stamp + ",\"unknown\":{\"deep\":[[{\"a\":1}],\"x\"]}}");
        for (String document : documents) {
            index("kubernetes.audit_logs", document);
        }
        assertThat(pipe.count("kubernetes.audit_logs")).isEqualTo(documents.size());
        assertThat(found("kubernetes.audit_logs", "kubernetes.audit.sourceIPs", "10.0.0.0/8"))
                .isEqualTo(1);
        assertThat(found(
                        "kubernetes.audit_logs",
                        "kubernetes.audit.annotations.authorization_k8s_io/decision",
                        "forbid"))
                .isEqualTo(1);
    }

    @Test
    void every_dataset_has_a_data_stream_whose_documents_come_back_byte_for_byte() throws Exception {
        String document =
                "{\"@timestamp\":\"2999-01-01T00:00:00.123456789Z\",\"z\":1,\"a\":[1,{\"y\":null}],\"message\":\"x\"}";
        for (String dataset : ElasticsearchTemplates.datasets()) {
            index(dataset, document);
            assertThat(pipe.search.documents(pipe.stream(dataset), "{\"match_all\":{}}", 10))
                    .as(dataset)
                    .containsExactly(document.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(node.get("/_resolve/index/" + pipe.stream(dataset))).contains(".ds-" + pipe.stream(dataset));
        }
    }
}
