// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.testkit.RandomJson;
import io.fairlead.testkit.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was read is written as it was, and only what is the same: never a byte that the tree does not have. */
final class VerbatimTest {
    private static final JsonReader READER = new JsonReader(64);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"a\":{\"b\":[1,-7,2147483648,9223372036854775807,true,false,null]},\"c\":[[],{},\"\"]}",
                "{\"a\\\"b\":\"\\\\ \\b\\f\\n\\r\\t ~\u007f\"}",
                "[\"one\",\"two\",\"one\"]"
            })
    void compactJsonIsTakenAsItStands(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        JsonTree.Read read = read(bytes);

        assertThat(read.written(read.root()).json()).isSameAs(bytes);
        same(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ }",
                "{\"a\":1} ",
                "{\"a\": 1}",
                "[1,\n2]",
                "\"a\\/b\"",
                "\"\\u0041\"",
                "\"\\u001f\"",
                "{\"a\\u0041\":\"\\\"\"}",
                "\"\u00e9\"",
                "\"\\ud83d\"",
                "-0",
                "1.0",
                "1e2",
                "123456789012345678901",
                "[1e999,12345678901234567890]",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"b\":1,\"a\":12}"
            })
    void whatIsWrittenOtherwiseIsWritten(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        JsonTree.Read read = read(bytes);

        assertThat(read.written(read.root()).json()).isNotSameAs(bytes);
        same(read);
    }

    @Test
    void whatWasChangedIsWritten() {
        String json = "{\"a\":{\"b\":\"secret\",\"n\":1},\"c\":[\"x\",\"y\"],\"d\":{}}";
        List<Consumer<ObjectNode>> changes = List.of(
                root -> ((ObjectNode) root.get("a")).put("b", "secret"),
                root -> ((ObjectNode) root.get("a")).put("b", "s"),
                root -> ((ObjectNode) root.get("a")).put("n", 2),
                root -> ((ObjectNode) root.get("a")).remove("n"),
                root -> ((ObjectNode) root.get("a")).put("more", 1),
                root -> ((ObjectNode) root.get("d")).put("more", 1),
                root -> ((ArrayNode) root.get("c")).set(1, root.get("c").get(0)),
                root -> ((ArrayNode) root.get("c")).remove(1),
                root -> ((ArrayNode) root.get("c")).add("z"),
                root -> ((ObjectNode) root.get("d")).setAll((ObjectNode) root.remove("a")),
                root -> root.set("a", root.remove("a")),
                root -> root.set("e", root.remove("d")),
                root -> root.remove("d"),
                root -> root.put("e", true));
        for (Consumer<ObjectNode> change : changes) {
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            JsonTree.Read read = read(bytes);
            change.accept((ObjectNode) read.root());

            assertThat(read.written(read.root()).json()).isNotSameAs(bytes);
            same(read);
        }
    }

    @Test
    void partOfWhatWasReadIsWritten() {
        JsonTree.Read read = read("{\"a\":[1]}".getBytes(StandardCharsets.UTF_8));

        assertThat(read.written(read.root().get("a")).json()).isEqualTo("[1]".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void largeTreesAreWritten() {
        byte[] bytes = ("[" + "0,".repeat(5_000) + "0]").getBytes(StandardCharsets.UTF_8);
        JsonTree.Read read = read(bytes);

        assertThat(read.written(read.root()).json()).isNotSameAs(bytes);
        same(read);
    }

    @Test
    void randomTrees() {
        SeededRandom.check("trees", 1_000, random -> {
            String json = new RandomJson(random).object(6);
            same(read(json.getBytes(StandardCharsets.UTF_8)));
            same(read(JsonBytes.of(read(json.getBytes(StandardCharsets.UTF_8)).root())));
        });
    }

    private static JsonTree.Read read(byte[] bytes) {
        assertThat(READER.read(bytes)).isInstanceOf(JsonTree.Read.class);
        return (JsonTree.Read) READER.read(bytes);
    }

    private static void same(JsonTree.Read read) {
        JsonNode root = read.root();
        JsonBytes.Twice expected = JsonBytes.twice(root);
        JsonBytes.Twice written = read.written(root);
        assertThat(Arrays.equals(written.json(), expected.json())).isTrue();
        assertThat(Arrays.equals(written.quoted(), expected.quoted())).isTrue();
        assertThat(Arrays.equals(written.json(), JsonBytes.of(root))).isTrue();
    }
}
