// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.Normalized;
import io.fairlead.enrich.TestNormalizer;
import io.fairlead.testkit.EventChecks;
import io.fairlead.testkit.PlantedSecrets;
import io.fairlead.testkit.PlantedSecrets.Planted;
import io.fairlead.testkit.SecretSearch;
import io.fairlead.testkit.SecretSearch.Coding;
import io.fairlead.testkit.SeededRandom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Secrets of every kind in every coding, planted in the golden records of every format: none comes out, neither in documents
 * nor in dead letters. Each is another one in every run; what was planted is looked for in the record first, and found.
 */
final class PlantedSecretsTest {
    private static final Logger LOG = LoggerFactory.getLogger(PlantedSecretsTest.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final int KINDS = 40;

    /** A table's head holds names, as keys do in JSON: what stands there is no value. */
    private static final Pattern TABLE_HEAD = Pattern.compile("([A-Z][A-Za-z ]*,){6}");

    @Test
    void noSecretInAnyTextOfAnyFormatComesOut() {
        Random random = seeded();
        Set<String> leaks = new TreeSet<>();
        Set<String> kinds = new TreeSet<>();
        for (Path folder : folders()) {
            List<byte[]> samples = samples(folder);
            for (Planted planted : PlantedSecrets.texts(random)) {
                kinds.add(planted.kind());
                for (Coding[] codings : codings(random)) {
                    String phrase = codings[0].encode(codings[1].encode(planted.phrase()));
                    byte[] record = withText(samples.get(random.nextInt(samples.size())), phrase, random);
                    check(folder, planted, codings[0] + " of " + codings[1], record, leaks);
                }
            }
        }
        assertThat(kinds).hasSizeGreaterThan(KINDS);
        assertThat(leaks).as("secrets that came out").isEmpty();
    }

    @Test
    void noSecretInAnyObjectOfAnyFormatComesOut() throws IOException {
        Random random = seeded();
        Set<String> leaks = new TreeSet<>();
        int formats = 0;
        for (Path folder : folders()) {
            List<JsonNode> trees = trees(folder);
            if (trees.isEmpty()) {
                continue;
            }
            formats++;
            for (Planted planted : PlantedSecrets.trees(random)) {
                JsonNode tree = trees.get(random.nextInt(trees.size())).deepCopy();
                List<ObjectNode> objects = new ArrayList<>();
                objects(tree, objects);
                objects.get(random.nextInt(objects.size())).set("planted", JSON.readTree(planted.phrase()));
                check(folder, planted, "as an object", JSON.writeValueAsBytes(tree), leaks);
            }
        }
        assertThat(formats).isGreaterThan(5);
        assertThat(leaks).as("secrets that came out").isEmpty();
    }

    @Test
    void noSecretInAnyTwoCodingsComesOut() {
        Set<String> leaks = new TreeSet<>();
        for (Planted planted : PlantedSecrets.texts(seeded())) {
            for (Coding outer : Coding.values()) {
                for (Coding inner : Coding.values()) {
                    String phrase = "it said " + outer.encode(inner.encode(planted.phrase())) + " at the end";
                    check(
                            GOLDEN.resolve("plain"),
                            planted,
                            outer + " of " + inner,
                            phrase.getBytes(StandardCharsets.UTF_8),
                            leaks);
                }
            }
        }
        assertThat(leaks).as("secrets that came out").isEmpty();
    }

    /** In clear, in one coding, and in one within another. */
    private static Coding[][] codings(Random random) {
        Coding[] all = Coding.values();
        Coding one = all[1 + random.nextInt(all.length - 1)];
        Coding two = all[1 + random.nextInt(all.length - 1)];
        return new Coding[][] {{Coding.PLAIN, Coding.PLAIN}, {one, Coding.PLAIN}, {two, one}};
    }

    private static Random seeded() {
        long seed = Long.getLong(SeededRandom.PROPERTY, System.nanoTime());
        LOG.info("planted secrets of -D{}={}", SeededRandom.PROPERTY, seed);
        return new Random(seed);
    }

    private static void check(Path folder, Planted planted, String coding, byte[] record, Set<String> leaks) {
        String before = new String(record, StandardCharsets.UTF_8);
        assertThat(SecretSearch.found(before, planted.secret()))
                .as("the control: %s %s in %s", planted.kind(), coding, before)
                .isTrue();
        String format = String.valueOf(folder.getFileName());
        Normalized normalized = TestNormalizer.normalize(TestNormalizer.raw(format, record));
        List<String> out = new ArrayList<>();
        normalized
                .events()
                .forEach(event -> out.add(
                        new String(EventChecks.bytes(event.getDocument()), StandardCharsets.UTF_8) + event.getId()));
        normalized.rejected().forEach(letter -> out.add(letter.message() + letter.excerpt()));
        assertThat(out).isNotEmpty();
        for (String text : out) {
            if (SecretSearch.found(text, planted.secret())) {
                leaks.add(planted.kind() + " / " + coding + " / " + format + ": " + around(text, planted.secret()));
            }
        }
    }

    private static String around(String text, String secret) {
        int at = text.indexOf(secret);
        return at < 0 ? "encoded in " + text : text.substring(Math.max(0, at - 80), Math.min(text.length(), at + 60));
    }

    /** The phrase in the place of a text of the record, or of a word of its line. */
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

    private static List<JsonNode> trees(Path folder) {
        List<JsonNode> trees = new ArrayList<>();
        for (byte[] sample : samples(folder)) {
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

    private static List<Path> folders() {
        try (Stream<Path> all = Files.list(GOLDEN)) {
            return all.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<byte[]> samples(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<byte[]> samples = new ArrayList<>();
            for (Path file : files.filter(file -> file.toString().endsWith(".raw"))
                    .sorted()
                    .toList()) {
                samples.add(Files.readAllBytes(file));
            }
            return samples;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
