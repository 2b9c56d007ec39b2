// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.testkit.TemplateLeaves;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Elastic's prebuilt rules run unmodified: what they read is typed as they take it, and is in the documents. */
final class ElasticRulesTest {
    private static final Path FIELDS = Path.of("src/test/resources/elastic/prebuilt-rules.txt");
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    /** The type of bodies that are flattened in Elastic's integrations too; its rules search them by KQL and EQL. */
    private static final String FLATTENED = "flattened";

    /** How a document comes by a field. */
    private enum Source {
        SET,
        RARE,
        NEVER
    }

    private record Field(String dataset, String path, String type, Source source) {}

    private static List<Field> fields() throws IOException {
        List<Field> fields = new ArrayList<>();
        for (String line : Files.readAllLines(FIELDS)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] cells = line.split(" \\| ", -1);
                assertThat(cells).as(line).hasSize(4);
                assertThat(cells[3]).as(line).matches("set|rare|- .{10,}");
                Source source =
                        cells[3].equals("set") ? Source.SET : cells[3].equals("rare") ? Source.RARE : Source.NEVER;
                fields.add(new Field(cells[0], cells[1], cells[2], source));
            }
        }
        return fields;
    }

    @Test
    void everyFieldIsALeafOfTheTypeThatTheRulesTakeItToHave() throws IOException {
        Set<String> wrong = new TreeSet<>();
        for (Field field : fields()) {
            TemplateLeaves leaves = TemplateLeaves.of(field.dataset());
            String type = leaves.type(field.path());
            boolean typed = leaves.isTyped(field.path()) || field.type().equals(FLATTENED);
            boolean wanted = field.source() != Source.NEVER || !type.isEmpty();
            if (wanted && !(typed && type.equals(field.type()))) {
                wrong.add(field.dataset() + " " + field.path() + ": '" + type + "', not " + field.type());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyFieldThatTheLogTellsIsInADocument() throws IOException {
        Map<String, Set<String>> written = written();
        Set<String> missing = new TreeSet<>();
        Set<String> surplus = new TreeSet<>();
        for (Field field : fields()) {
            boolean there = written.getOrDefault(field.dataset(), Set.of()).contains(field.path());
            if (there && field.source() != Source.SET) {
                surplus.add(field.dataset() + " " + field.path());
            } else if (!there && field.source() == Source.SET) {
                missing.add(field.dataset() + " " + field.path());
            }
        }
        assertThat(missing).as("said to be set").isEmpty();
        assertThat(surplus).as("said not to be set").isEmpty();
    }

    /** The paths of all golden documents by dataset. */
    private static Map<String, Set<String>> written() throws IOException {
        Map<String, Set<String>> written = new HashMap<>();
        ObjectMapper json = new ObjectMapper();
        try (Stream<Path> files = Files.walk(GOLDEN)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                JsonNode document = json.readTree(file.toFile());
                collect(
                        "",
                        document,
                        written.computeIfAbsent(document.at("/event/dataset").asText(), unused -> new HashSet<>()));
            }
        }
        return written;
    }

    private static void collect(String path, JsonNode node, Set<String> paths) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(entry -> {
                String below = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
                paths.add(below);
                collect(below, entry.getValue(), paths);
            });
        } else if (node instanceof ArrayNode list) {
            list.forEach(item -> collect(path, item, paths));
        }
    }
}
