// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fairlead.testkit.RandomJson;
import io.fairlead.testkit.SeededRandom;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same bytes as those of Jackson's writer, which is told to write pairs of surrogates as what they mean. */
final class JsonBytesTest {
    private static final JsonMapper JACKSON = JsonMapper.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "[[],{},\"\"]",
                "{\"a\":{\"b\":[1,-7,2147483648,9223372036854775807,0.1,1e300,-0.0,true,false,null]}}",
                "\"quote \\\" backslash \\\\ slash / \\b\\t\\n\\f\\r\\u0000\\u001f\\u007f\"",
                "\"\u00e9 \u20ac \ud83d\ude00 \u2028\"",
                "42"
            })
    void writesWhatJacksonWrites(String json) throws IOException {
        same(JACKSON.readTree(json));
    }

    @Test
    void writesRandomTrees() {
        SeededRandom.check("trees", 1_000, random -> same(JACKSON.readTree(new RandomJson(random).object(6))));
    }

    @Test
    void longTextsArePiecesThatFit() throws IOException {
        for (int length : new int[] {4_095, 4_096, 4_097, 70_000}) {
            same(JsonNodeFactory.instance.textNode("\u0001".repeat(length)));
            same(JsonNodeFactory.instance.textNode("x" + "\ud83d\ude00".repeat(length)));
            same(JsonNodeFactory.instance.textNode("\ud83d\ude00".repeat(length)));
        }
        ArrayNode large = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < 200_000; i++) {
            large.add("abcdefgh");
        }
        same(large);
        same(JsonNodeFactory.instance.textNode("after"));
    }

    @Test
    void halvesOfPairsAreReplaced() {
        assertThat(JsonBytes.text(JsonNodeFactory.instance.textNode("a\ud800b\udc00")))
                .isEqualTo("\"a\ufffdb\ufffd\"");
    }

    @Test
    void numbersOfAllLengths() throws IOException {
        for (long number = 1; number != 0; number *= 10) {
            for (long each : new long[] {number, number - 1, -number, 1 - number, -number - 1}) {
                same(JsonNodeFactory.instance.numberNode(each));
            }
        }
        for (long each : new long[] {Long.MIN_VALUE, Long.MIN_VALUE + 1, Long.MAX_VALUE, Integer.MIN_VALUE}) {
            same(JsonNodeFactory.instance.numberNode(each));
        }
    }

    @Test
    void aBranchIsAnObject() {
        Branch branch = new Branch();
        Branch empty = new Branch();
        for (int i = 0; i < 40; i++) {
            branch.set(key("k" + i), (long) i);
        }
        branch.set(key("k7"), empty);
        empty.set(key("gone"), "x");
        empty.remove(key("gone"));
        branch.remove(key("k0"));
        branch.set(key("text"), "a\"b");
        branch.set(key("texts"), new String[] {"a", "b"});
        branch.set(key("none"), new String[0]);
        branch.set(key("tree"), JsonNodeFactory.instance.objectNode().put("c", true));
        branch.set(key("ready"), new Ready("[1]".getBytes(StandardCharsets.UTF_8), JsonNodeFactory.instance::nullNode));
        assertThat(new String(JsonBytes.of(branch), StandardCharsets.UTF_8))
                .startsWith("{\"k1\":1,\"k2\":2,")
                .contains("\"k6\":6,\"k7\":{},\"k8\":8,")
                .endsWith(",\"k39\":39,\"text\":\"a\\\"b\",\"texts\":[\"a\",\"b\"],\"none\":[],"
                        + "\"tree\":{\"c\":true},\"ready\":[1]}");
    }

    private static Key key(String name) {
        return new Key(name.intern());
    }

    private static void same(JsonNode node) throws IOException {
        byte[] expected = JACKSON.writeValueAsBytes(node);
        assertThat(Arrays.equals(JsonBytes.of(node), expected)).isTrue();
        String text = new String(expected, StandardCharsets.UTF_8);
        assertThat(JsonBytes.text(node)).isEqualTo(text);
        JsonBytes.Twice twice = JsonBytes.twice(node);
        assertThat(Arrays.equals(twice.json(), expected)).isTrue();
        assertThat(Arrays.equals(twice.quoted(), JACKSON.writeValueAsBytes(text)))
                .isTrue();
    }
}
