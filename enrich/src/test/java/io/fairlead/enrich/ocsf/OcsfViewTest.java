// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ocsf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.testkit.Golden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class OcsfViewTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final OcsfView VIEW = OcsfView.load();
    private static final Path CASES = Path.of("src/test/resources/ocsf");

    /** What OCSF 1.8 requires of every class, and of each of these; of paths in one text any will do. */
    private static final List<String> ALWAYS = List.of(
            "activity_id",
            "category_uid",
            "class_uid",
            "type_uid",
            "severity_id",
            "time",
            "metadata.version",
            "metadata.product.name",
            "metadata.product.vendor_name",
            "metadata.uid",
            "metadata.original_time");

    private static final Map<Integer, List<String>> REQUIRED = Map.of(
            0, List.of("unmapped.fairlead.ocsf.reason"),
            1007, List.of("actor.user|actor.process|actor.app_name", "device.type_id", "process.pid|process.uid"),
            2002,
                    List.of(
                            "finding_info.uid",
                            "finding_info.title",
                            "vulnerabilities.0.cve.uid|vulnerabilities.0.advisory.uid"),
            2003, List.of("finding_info.uid", "finding_info.title", "compliance.standards.0", "compliance.status_id"),
            2004, List.of("finding_info.uid", "finding_info.title"),
            3002, List.of("user.name|user.uid", "service.name|dst_endpoint"),
            4001, List.of("src_endpoint|dst_endpoint"),
            4002, List.of("http_request|http_response", "src_endpoint|dst_endpoint"),
            6003,
                    List.of(
                            "actor.user|actor.process|actor.app_name",
                            "api.operation",
                            "src_endpoint.ip|src_endpoint.name|src_endpoint.hostname"));

    @TestFactory
    Stream<DynamicTest> eachClassAsItsGoldenFile() {
        return Golden.jsonFiles(
                CASES, ".ecs", ".json", file -> VIEW.of(document(file)).toString());
    }

    @Test
    void goldenFilesCoverEveryClass() throws IOException {
        Set<Integer> classes = new TreeSet<>();
        try (Stream<Path> files = Files.list(CASES)) {
            files.filter(file -> file.toString().endsWith(".ecs"))
                    .forEach(file ->
                            classes.add(VIEW.of(document(file)).get("class_uid").intValue()));
        }
        assertThat(classes).isEqualTo(new TreeSet<>(REQUIRED.keySet()));
    }

    @Test
    void everyDocumentOfEveryFormatHasWhatItsClassRequiresAndLosesNothing() throws IOException {
        int documents = 0;
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/golden"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                for (ObjectNode document : documents(file)) {
                    check(file, document, VIEW.of(document));
                    documents++;
                }
            }
        }
        assertThat(documents).isGreaterThan(90);
    }

    @Test
    void anEmptyDocumentIsABaseEvent() {
        ObjectNode event = VIEW.of(JSON.createObjectNode());
        assertThat(event.get("class_uid").intValue()).isZero();
        assertThat(event.at("/unmapped/fairlead/ocsf/reason").asText()).contains("without event.category");
    }

    @Test
    void valuesOfAnyTypeAreTaken() throws IOException {
        for (Path file : List.of(CASES.resolve("api-activity.ecs"), CASES.resolve("network-activity.ecs"))) {
            for (String odd : List.of("7", "\"x\"", "[]", "{}", "null", "[{\"a\":1}]")) {
                ObjectNode document = document(file);
                for (String name : List.of("source", "http", "process", "user", "@timestamp", "log", "tags")) {
                    document.set(name, JSON.readTree(odd));
                }
                assertThat(VIEW.of(document).has("class_uid")).isTrue();
            }
        }
    }

    private static void check(Path file, ObjectNode document, ObjectNode event) {
        int uid = event.path("class_uid").asInt(-1);
        assertThat(event.path("type_uid").asInt())
                .as("%s", file)
                .isEqualTo(uid * 100 + event.path("activity_id").asInt());
        assertThat(event.path("category_uid").asInt()).as("%s", file).isEqualTo(uid / 1000);
        assertThat(event.path("time").isIntegralNumber()).as("%s", file).isTrue();
        Stream.concat(ALWAYS.stream(), REQUIRED.getOrDefault(uid, List.of("none")).stream())
                .forEach(any -> assertThat(Stream.of(any.split("\\|"))
                                .anyMatch(path -> !Paths.get(event, path).isMissingNode()))
                        .as("%s: class %s needs %s: %s", file, uid, any, event)
                        .isTrue());
        Set<String> kept = new HashSet<>();
        leaves(event, kept);
        Set<String> wanted = new HashSet<>();
        leaves(document, wanted);
        assertThat(kept).as("%s: %s", file, event).containsAll(wanted);
    }

    /** The texts and numbers of a tree. */
    private static void leaves(JsonNode node, Set<String> values) {
        if (node.isContainerNode()) {
            node.forEach(child -> leaves(child, values));
        } else if (!node.isNull() && !node.asText().isEmpty()) {
            values.add(node.asText());
        }
    }

    /** Golden files hold a document, or a list of them. */
    private static List<ObjectNode> documents(Path file) {
        JsonNode root = tree(file);
        return root instanceof ObjectNode object
                ? List.of(object)
                : JSON.convertValue(root, JSON.getTypeFactory().constructCollectionType(List.class, ObjectNode.class));
    }

    private static ObjectNode document(Path file) {
        return (ObjectNode) tree(file);
    }

    private static JsonNode tree(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
