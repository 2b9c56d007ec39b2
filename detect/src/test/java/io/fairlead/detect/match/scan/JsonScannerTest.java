// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fairlead.detect.rule.Tree;
import io.fairlead.testkit.RandomJson;
import io.fairlead.testkit.SeededRandom;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonScannerTest {
    private static final JsonFactory JACKSON = new JsonFactory();

    private final JsonScanner scanner =
            new JsonScanner(new Fields(List.of("a", "b.c", "b.c.d", "ключ"), List.of("b", "x.y")), false);
    private final JsonScanner everything = new JsonScanner(new Fields(List.of(), List.of()), true);

    @Test
    void keepsNamedFieldsThroughObjectsListsAndDots() {
        assertThat(values("{\"a\":\"One\",\"z\":[{\"a\":2}],\"b\":{\"c\":[1,[true,null],{\"d\":\"deep\"}]}}", "a"))
                .containsExactly("One");
        assertThat(values("{\"b\":{\"c\":[1.50,[true,null],{\"d\":\"deep\"}]}}", "b.c"))
                .containsExactly("1.50", "true");
        assertThat(values("{\"b.c\":{\"d\":\"x\"},\"b\":[{\"c.d\":\"y\"}],\"b.c.d\":\"z\"}", "b.c.d"))
                .containsExactly("x", "y", "z");
        assertThat(values("{\"\\u0061\":\"escaped key\",\"ключ\":1,\"a\":\"twice\"}", "a"))
                .containsExactly("escaped key", "twice");
        assertThat(values("{\"ключ\":\"Да\"}", "ключ")).containsExactly("Да");
    }

    @Test
    void foldsCaseAndEscapesInTheValuesItKeeps() {
        EventBuffer event = read(scanner, "{\"a\":\"C:\\\\Windows\\\\\\\"X\\\"\\/\\u0041É\\n\"}");
        int value = event.first(0);
        assertThat(event.text(value)).isEqualTo("C:\\Windows\\\"X\"/AÉ\n");
        assertThat(folded(event, value)).isEqualTo("c:\\windows\\\"x\"/aé\n");
        assertThat(event.isAscii(value)).isFalse();
        EventBuffer plain = read(scanner, "{\"a\":\"@AZ[`az{ \\\\ 0123456789 ABCDEFGHIJKLMNOPQRSTUVWXYZ\"}");
        assertThat(folded(plain, plain.first(0))).isEqualTo("@az[`az{ \\ 0123456789 abcdefghijklmnopqrstuvwxyz");
        assertThat(plain.isAscii(plain.first(0))).isTrue();
    }

    @Test
    void keepsPartsWhole() {
        EventBuffer event = read(scanner, "{\"b\":{\"c\":1,\"k\":[null,\"é\"]},\"b\":2,\"x\":[{\"y\":true}]}");
        assertThat(event.tree(0).text()).isEqualTo("{\"c\":1,\"k\":[null,\"é\"]}");
        assertThat(event.tree(1)).isEqualTo(new Tree.Scalar("true", false));
        assertThat(read(scanner, "{\"b\":{\"c\":1").tree(0).isNothing()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "{",
                "{\"a\":\"kept\",\"z\":01}",
                "{\"a\":\"kept\",\"z\":tru}",
                "{\"a\":\"kept\" \"z\":1}",
                "{\"a\":\"kept\",\"z\":\"\\x\"}",
                "{\"a\":\"kept\",\"z\":\"\\u12\"}",
                "{\"a\":\"kept\",\"z\":\"\t\"}",
                "{\"a\":\"kept\",}",
                "{\"a\":\"kept\",\"z\":[1,]}",
                "{\"a\":\"kept\",\"z\":1.}",
                "{\"a\":\"kept\",\"z\":-}",
                "{\"a\":\"kept\",\"z\":1e}",
                "{\"a\":\"kept\",\"z\":NaN}",
                "{\"a\":\"kept\",\"z\":\"open"
            })
    void keepsWhatStandsBeforeABreak(String broken) {
        assertThat(values(broken, "a")).isEqualTo(broken.contains("kept") ? List.of("kept") : List.of());
        assertThat(values(broken.replace("}", ",\"a\":\"behind\"}"), "a")).doesNotContain("behind");
    }

    @Test
    void depthIsBounded() {
        String deep = "{\"z\":" + "[".repeat(998) + "]".repeat(998) + ",\"a\":1}";
        assertThat(values(deep, "a")).containsExactly("1");
        String tooDeep = "{\"z\":" + "[".repeat(1_000) + "]".repeat(1_000) + ",\"a\":1}";
        assertThat(values(tooDeep, "a")).isEmpty();
        assertThat(values("{\"a\":1,\"z\":" + "{\"z\":".repeat(100_000), "a")).containsExactly("1");
    }

    @Test
    void hugeDocumentLeavesNothingBehind() {
        String huge = "{\"z\":[" + "\"X\",".repeat(40_000) + "\"" + "Y".repeat(2 << 20) + "\"],\"a\":1}";
        EventBuffer event = read(everything, huge);
        assertThat(event.size()).isEqualTo(40_002);
        assertThat(event.text(40_000)).hasSize(2 << 20);
        EventBuffer next = read(everything, "{\"a\":\"B\"}");
        assertThat(next.size()).isEqualTo(1);
        assertThat(next.text(0)).isEqualTo("B");
        assertThat(next.folded).hasSizeLessThan(1 << 20);
    }

    @Test
    void bytesThatAreNoUtf8BreakTheDocument() {
        byte[] bytes = "{\"a\":\"x\",\"a\":\"?\",\"a\":\"y\"}".getBytes(StandardCharsets.US_ASCII);
        bytes[14] = (byte) 0xFF;
        EventBuffer event = scanner.read(ByteBuffer.wrap(bytes));
        assertThat(event.text(event.first(0))).isEqualTo("x");
        assertThat(event.following(event.first(0))).isEqualTo(-1);
    }

    @Test
    void readsWhatJacksonReads() {
        SeededRandom.check("all scalars, as Jackson reads them", 500, random -> {
            String json = damaged(new RandomJson(random).object(4), random);
            if (json.replace("\\\\", "").replace("\\ud83d\\ude00", "").contains("\\ud")) {
                return; // Jackson refuses half a character in a key, the scanner does not mind
            }
            EventBuffer event = read(everything, json);
            List<String> found = new ArrayList<>();
            for (int value = 0; value < event.size(); value++) {
                assertThat(folded(event, value))
                        .isEqualTo(new String(
                                Utf8.bytes(event.text(value).toLowerCase(Locale.ROOT)), StandardCharsets.UTF_8));
                found.add(event.text(value));
            }
            assertThat(found).as(json).isEqualTo(jackson(json));
        });
    }

    private static String damaged(String json, Random random) {
        if (random.nextInt(3) > 0) {
            return json;
        }
        int at = random.nextInt(json.length());
        return random.nextBoolean()
                ? json.substring(0, at)
                : json.substring(0, at) + "\"{[:,\\x".charAt(random.nextInt(7)) + json.substring(at + 1);
    }

    private static List<String> jackson(String json) {
        List<String> values = new ArrayList<>();
        try (JsonParser parser = JACKSON.createParser(json.getBytes(StandardCharsets.UTF_8))) {
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                    values.add(parser.getText());
                }
                if (depth == 0) {
                    break;
                }
            }
        } catch (IOException broken) {
            // what was read before is what counts
        }
        return values;
    }

    private List<String> values(String json, String field) {
        EventBuffer event = read(scanner, json);
        int slot = List.of("a", "b.c", "b.c.d", "ключ").indexOf(field);
        List<String> values = new ArrayList<>();
        for (int value = event.first(slot); value >= 0; value = event.following(value)) {
            if (!event.isNull(value)) {
                values.add(event.text(value));
            }
        }
        return values;
    }

    private static EventBuffer read(JsonScanner scanner, String json) {
        return scanner.read(ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static String folded(EventBuffer event, int value) {
        return new String(
                event.folded, event.start(value), event.end(value) - event.start(value), StandardCharsets.UTF_8);
    }
}
