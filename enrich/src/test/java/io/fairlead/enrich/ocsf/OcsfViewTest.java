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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OcsfViewTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final OcsfView VIEW = OcsfView.load();
    private static final Path CASES = Path.of("src/test/resources/ocsf");

    private static final SchemaFacts FACTS = SchemaFacts.load();
    private static final Set<Integer> CLASSES = Set.of(0, 1007, 2002, 2003, 2004, 3002, 4001, 4002, 6003);

    @TestFactory
    Stream<DynamicTest> eachClassAsItsGoldenFile() {
        return Golden.jsonFiles(
                CASES, ".ecs", ".json", file -> VIEW.of(document(file)).toString());
    }

    @Test
    void goldenFilesCoverEveryClass() throws IOException {
        Set<Integer> classes = new TreeSet<>();
        for (Path file : cases()) {
            ObjectNode event = VIEW.of(document(file));
            assertThat(SchemaCheck.faults(FACTS, event)).as("%s", file).isEmpty();
            classes.add(event.get("class_uid").intValue());
        }
        assertThat(classes).isEqualTo(new TreeSet<>(CLASSES));
    }

    @Test
    void everyDocumentOfEveryFormatIsAnEventOfTheFrameworkAndLosesNothing() throws IOException {
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

    @ParameterizedTest
    @CsvSource({
        "sysdig/policy, sysdig, 0, 4",
        "sysdig/policy, sysdig, 4, 3",
        "sysdig/policy, sysdig, 6, 2",
        "sysdig/policy, sysdig, 7, 1",
        "sysdig/policy, sysdig, 8, 0",
        "kubearmor/process-blocked, kubearmor, 1, 2",
        "kubearmor/process-blocked, kubearmor, 5, 3",
        "kubearmor/process-blocked, kubearmor, 8, 4",
        "kubearmor/process-blocked, kubearmor, 10, 5",
        "sysdig/audit, sysdig, 0, 1"
    })
    void aSensorsOwnSeverityIsOneOfTheFrameworks(String golden, String sensor, String severity, int id) {
        ObjectNode document = document(Path.of("src/test/resources/golden", golden + ".json"));
        ((ObjectNode) document.get(sensor)).put("severity", severity);

        ObjectNode event = VIEW.of(document);

        assertThat(event.get("severity_id").intValue()).isEqualTo(id);
        assertThat(SchemaCheck.faults(FACTS, event)).isEmpty();
    }

    @Test
    void anEmptyDocumentIsABaseEvent() {
        ObjectNode event = VIEW.of(JSON.createObjectNode());
        assertThat(event.get("class_uid").intValue()).isZero();
        assertThat(event.at("/unmapped/fairlead/ocsf/reason").asText()).contains("without event.category");
    }

    @Test
    void valuesOfAnyTypeAreTaken() throws IOException {
        for (Path file : cases()) {
            for (String odd : List.of("7", "\"x\"", "[]", "{}", "null", "[{\"a\":1}]", "[\"x\",7]")) {
                ObjectNode document = document(file);
                for (String name : List.of("source", "http", "process", "user", "url", "log", "tags", "container")) {
                    document.set(name, JSON.readTree(odd));
                    assertThat(SchemaCheck.faults(FACTS, VIEW.of(document)))
                            .as("%s: %s is %s", file, name, odd)
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void fieldsWithOddValuesStayOutOfTheAttributes() throws IOException {
        for (Path file : cases()) {
            for (String odd : List.of("-7", "\"x y\"", "[]", "{}", "[{\"a\":1}]", "[\"\",7.5]")) {
                for (String pointer : leafPointers(document(file))) {
                    ObjectNode document = document(file);
                    int slash = pointer.lastIndexOf('/');
                    if (document.at(pointer.substring(0, slash)) instanceof ObjectNode parent) {
                        parent.set(pointer.substring(slash + 1), JSON.readTree(odd));
                    }
                    ObjectNode event = VIEW.of(document);
                    assertThat(SchemaCheck.faults(FACTS, event))
                            .as("%s: %s is %s: %s", file, pointer, odd, event)
                            .filteredOn(fault -> !fault.equals("event: requires time"))
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void sourcesWithoutAWordOfTheFrameworkAreOther() {
        ObjectNode event = VIEW.of(document(CASES.resolve("odd-words.ecs")));
        assertThat(event.get("activity_id").intValue()).isEqualTo(99);
        assertThat(event.get("activity_name").asText()).isEqualTo("PROPFIND");
        assertThat(event.get("type_name").asText()).isEqualTo("HTTP Activity: Other");
        assertThat(event.at("/http_request/http_method").isMissingNode()).isTrue();
        assertThat(event.at("/unmapped/http/request/method").asText()).isEqualTo("PROPFIND");
    }

    private static List<String> leafPointers(JsonNode node) {
        List<String> pointers = new ArrayList<>();
        node.properties().forEach(entry -> {
            String name = "/" + entry.getKey().replace("~", "~0").replace("/", "~1");
            if (entry.getValue().isObject()) {
                leafPointers(entry.getValue()).forEach(below -> pointers.add(name + below));
            } else {
                pointers.add(name);
            }
        });
        return pointers;
    }

    private static void check(Path file, ObjectNode document, ObjectNode event) {
        assertThat(SchemaCheck.faults(FACTS, event)).as("%s: %s", file, event).isEmpty();
        assertThat(event.path("class_uid").asInt() == 0)
                .as("%s: %s", file, event)
                .isEqualTo(!event.at("/unmapped/fairlead/ocsf/reason").isMissingNode());
        assertThat(List.of("uid", "original_time", "log_name"))
                .as("%s: %s", file, event)
                .allMatch(name -> event.path("metadata").has(name));
        Set<String> kept = new HashSet<>();
        leaves(event, kept);
        Set<String> wanted = new HashSet<>();
        leaves(document, wanted);
        assertThat(kept).as("%s: %s", file, event).containsAll(wanted);
    }

    private static List<Path> cases() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.filter(file -> file.toString().endsWith(".ecs"))
                    .sorted()
                    .toList();
        }
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
