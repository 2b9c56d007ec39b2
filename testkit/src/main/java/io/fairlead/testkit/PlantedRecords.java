// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Records of every format with something planted in them: in the place of a text of JSON, of a word of a line or of a table's
 * cell, or as a tree in one of its objects.
 */
public final class PlantedRecords {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A table's head holds names, as keys do in JSON: what stands there is no value. */
    private static final Pattern TABLE_HEAD = Pattern.compile("([A-Z][A-Za-z ]*,){6}");

    private final Map<String, List<byte[]>> samples = new TreeMap<>();
    private final Map<String, List<JsonNode>> trees = new TreeMap<>();

    private PlantedRecords() {}

    /** From golden files: a folder for each format, named like it, with a record in each file that ends in {@code .raw}. */
    public static PlantedRecords of(Path goldens) {
        PlantedRecords records = new PlantedRecords();
        try (Stream<Path> folders = Files.list(goldens)) {
            for (Path folder : folders.toList()) {
                String format = folder.getFileName().toString();
                List<byte[]> ofFormat = samples(folder);
                records.samples.put(format, ofFormat);
                records.trees.put(format, trees(ofFormat));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return records;
    }

    /** The formats, in the order of their names. */
    public List<String> formats() {
        return List.copyOf(samples.keySet());
    }

    /** A record of this format with the phrase in the place of a text, a word or a cell. */
    public byte[] withText(String format, String phrase, Random random) {
        List<byte[]> all = samples.getOrDefault(format, List.of());
        return withText(all.get(random.nextInt(all.size())), phrase, random);
    }

    /** A record of this format with the tree as {@code planted} in one of its objects; nothing where records are no objects. */
    public Optional<byte[]> withTree(String format, String tree, Random random) {
        List<JsonNode> all = trees.getOrDefault(format, List.of());
        if (all.isEmpty()) {
            return Optional.empty();
        }
        try {
            JsonNode record = all.get(random.nextInt(all.size())).deepCopy();
            List<ObjectNode> objects = new ArrayList<>();
            objects(record, objects);
            objects.get(random.nextInt(objects.size())).set("planted", JSON.readTree(tree));
            return Optional.of(JSON.writeValueAsBytes(record));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] withText(byte[] sample, String phrase, Random random) {
        try {
            JsonNode tree = JSON.readTree(sample);
            List<Runnable> places = new ArrayList<>();
            places(tree, phrase, places);
            if (!places.isEmpty()) {
                places.get(random.nextInt(places.size())).run();
                return JSON.writeValueAsBytes(tree);
            }
        } catch (IOException lines) {
            // not JSON
        }
        String text = new String(sample, StandardCharsets.UTF_8).strip();
        return (TABLE_HEAD.matcher(text).lookingAt() ? withCell(text, phrase, random) : withWord(text, phrase, random))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String withCell(String table, String phrase, Random random) {
        String head = table.lines().findFirst().orElse(table);
        String[] cells = head.split(",", -1);
        Arrays.fill(cells, "x");
        cells[random.nextInt(cells.length)] = '"' + phrase.replace("\"", "\"\"") + '"';
        return head + "\n" + String.join(",", cells);
    }

    private static String withWord(String text, String phrase, Random random) {
        String[] words = text.split(" ", -1);
        String flat = phrase.replace("\n", "\\n");
        // within JSON in a line, what writes the line would have escaped it
        String line = text.contains("{\"") ? flat.replace("\"", "\\\"") : flat;
        int word = random.nextInt(words.length + 1);
        while (word < words.length && (isName(words, word - 1) || isName(words, word) || isName(words, word + 1))) {
            // behind a name it would be the value of that name, and what follows it in the phrase none of its own
            word++;
        }
        if (word == words.length) {
            return text + " " + line;
        }
        words[word] = line;
        return String.join(" ", words);
    }

    private static boolean isName(String[] words, int word) {
        return word >= 0
                && word < words.length
                && (words[word].endsWith(":") || words[word].endsWith("=") || words[word].contains("--"));
    }

    private static void places(JsonNode node, String phrase, List<Runnable> places) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(entry -> {
                if (entry.getValue().isTextual()) {
                    places.add(() -> entry.setValue(object.textNode(phrase)));
                } else {
                    places(entry.getValue(), phrase, places);
                }
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                if (array.get(i).isTextual()) {
                    places.add(() -> array.set(index, array.textNode(phrase)));
                } else {
                    places(array.get(i), phrase, places);
                }
            }
        }
    }

    private static void objects(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        node.forEach(child -> objects(child, objects));
    }

    private static List<JsonNode> trees(List<byte[]> samples) {
        List<JsonNode> trees = new ArrayList<>();
        for (byte[] sample : samples) {
            try {
                JsonNode tree = JSON.readTree(sample);
                if (tree.isObject()) {
                    trees.add(tree);
                }
            } catch (JsonProcessingException line) {
                // not JSON
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return trees;
    }

    private static List<byte[]> samples(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<byte[]> samples = new ArrayList<>();
            for (Path file : files.filter(file -> file.toString().endsWith(".raw"))
                    .sorted()
                    .toList()) {
                samples.add(Files.readAllBytes(file));
            }
            return samples;
        }
    }
}
