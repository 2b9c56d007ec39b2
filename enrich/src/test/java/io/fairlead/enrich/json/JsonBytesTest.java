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

    private static void same(JsonNode node) throws IOException {
        byte[] expected = JACKSON.writeValueAsBytes(node);
        assertThat(Arrays.equals(JsonBytes.of(node), expected)).isTrue();
        assertThat(JsonBytes.text(node)).isEqualTo(new String(expected, StandardCharsets.UTF_8));
    }
}
