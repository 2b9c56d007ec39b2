// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.split;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JsonSplitterTest {
    private static final String HEAD =
            "{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\",\"metadata\":{},\"items\":[";

    @Test
    void listGivesItsItemsByteForByte() {
        String first = "{\"level\":\"Metadata\",\"a\":\"}],{[\\\"\\\\\"}";
        String second = "{ \"level\" : [ { } , \"\\u007b\" ] }";
        Recorded got = audit(HEAD + first + " ,\n" + second + "]}\n");
        assertThat(got.items()).containsExactly(first, second);
        assertThat(got.rejections()).isEmpty();
        assertThat(got.readable()).isTrue();
    }

    @Test
    void emptyListsAreReadable() {
        assertThat(audit(HEAD + "]}")).isEqualTo(new Recorded(List.of(), List.of(), true));
        assertThat(audit("{\"kind\":\"EventList\",\"items\":null}"))
                .isEqualTo(new Recorded(List.of(), List.of(), true));
    }

    @Test
    void listMayComeBeforeItsKind() {
        assertThat(audit("{\"items\":[{\"a\":1},{\"a\":2}],\"metadata\":{},\"kind\":\"EventList\"}")
                        .items())
                .containsExactly("{\"a\":1}", "{\"a\":2}");
    }

    @Test
    void secondListOfTheSameObjectIsNotLost() {
        assertThat(audit("{\"items\":[{\"a\":1}],\"items\":[{\"a\":2}]}").items())
                .containsExactly("{\"a\":1}", "{\"a\":2}");
    }

    @Test
    void listsWithinAnEventAreNoItems() {
        String event = "{\"kind\":\"Event\",\"requestObject\":{\"kind\":\"PodList\",\"items\":[{}]},\"items\":[1]}";
        assertThat(audit(event).items()).containsExactly(event);
    }

    @Test
    void bareEventsAndLinesOfEvents() {
        assertThat(audit("{\"a\":1}").items()).containsExactly("{\"a\":1}");
        assertThat(audit("{\"a\":1}\r\n\r\n{\"b\":2}{\"c\":3}\n").items())
                .containsExactly("{\"a\":1}", "{\"b\":2}", "{\"c\":3}");
        assertThat(audit("[{\"a\":1},{\"b\":2}]").items()).containsExactly("{\"a\":1}", "{\"b\":2}");
    }

    @Test
    void byteOrderMarkIsNoContent() {
        byte[] body = "\uFEFF{\"a\":1}".getBytes(StandardCharsets.UTF_8);
        assertThat(Recorded.of(body, 1, JsonSplitterTest::audit).items()).containsExactly("{\"a\":1}");
    }

    @Test
    void otherKindsAreRefused() {
        Recorded got = audit("{\"kind\":\"PodList\",\"items\":[{\"a\":1}]}");
        assertThat(got.items()).isEmpty();
        assertThat(got.rejections()).containsExactly("SCHEMA 36");
        assertThat(got.readable()).isFalse();
    }

    @Test
    void elementsThatAreNoObjectsPassToo() {
        assertThat(audit(HEAD + "null,{\"a\":1},\"b,]\",17]}").items())
                .containsExactly("null", "{\"a\":1}", "\"b,]\"", "17");
    }

    @Test
    void balancedButBrokenItemsPass() {
        String broken = "{\"level\":\"a\" \"b\",,nul}";
        assertThat(audit(HEAD + "{\"level\":1}," + broken + ",{\"level\":2}]}").items())
                .containsExactly("{\"level\":1}", broken, "{\"level\":2}");
    }

    @Test
    void oneBrokenItemOf400LosesNoNeighbour() {
        List<String> poisons = List.of(
                "{\"level\":\"Metadata\",\"auditID\":\"x",
                "{\"level\":\"Metadata\",\"auditID\":\"x\"",
                "{\"level\":\"Metadata\",\"auditID\":{\"x\":1}",
                "{\"level\":\"Metadata\",\"auditID\":[1}",
                "{\"level\":\"Metadata\",\"auditID\":1]",
                "{\"level\":\"Metadata\",\"auditID\":\"x\\\"}",
                "{\"level\":",
                "}");
        for (String poison : poisons) {
            List<String> items = IntStream.range(0, 400)
                    .mapToObj(i -> i == 200 ? poison : "{\"level\":\"Metadata\",\"auditID\":\"" + i + "\"}")
                    .collect(Collectors.toCollection(ArrayList::new));
            Recorded got = audit(HEAD + String.join(",", items) + "]}");
            items.remove(200);
            assertThat(got.items()).as(poison).containsExactlyElementsOf(items);
            assertThat(got.rejections())
                    .as(poison)
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith("PARSE ");
        }
    }

    @Test
    void brokenItemIsFoundByTheFirstKeyOfItsSiblings() {
        Recorded got = objects("[{\"uuid\":1,\"x\":\"a\"},{\"uuid\":2,\"x\":\"b},{\"uuid\":3,\"x\":\"c\"}]");
        assertThat(got.items()).containsExactly("{\"uuid\":1,\"x\":\"a\"}", "{\"uuid\":3,\"x\":\"c\"}");
        assertThat(got.rejections()).containsExactly("PARSE 17");
    }

    @Test
    void brokenLinesLoseNoNeighbour() {
        assertThat(objects("{\"a\":1}\n{\"b\":\"x\n{\"c\":3}\n}\n{\"d\":4}\nhello\nworld\n{\"e\":5}")
                        .items())
                .containsExactly("{\"a\":1}", "{\"c\":3}", "{\"d\":4}", "{\"e\":5}");
    }

    @Test
    void truncatedBodyKeepsWhatWasWhole() {
        Recorded got = audit(HEAD + "{\"level\":1},{\"level\":2},{\"le");
        assertThat(got.items()).containsExactly("{\"level\":1}", "{\"level\":2}");
        assertThat(got.rejections()).containsExactly("PARSE 4");
        assertThat(audit(HEAD + "{\"level\":1}").rejections()).containsExactly("PARSE 0");
        assertThat(audit(HEAD + "{\"level\":1}]").rejections()).containsExactly("PARSE 0");
    }

    @Test
    void notJsonIsOneRejection() {
        assertThat(audit("hello world")).isEqualTo(new Recorded(List.of(), List.of("PARSE 11"), false));
        assertThat(audit("\"text\"").rejections()).containsExactly("PARSE 6");
        assertThat(audit("")).isEqualTo(new Recorded(List.of(), List.of(), false));
    }

    @Test
    void itemsPastTheLimitsAreRejectedAlone() {
        String large = "{\"level\":\"" + "x".repeat(5000) + "\"}";
        String deep = "{\"level\":" + "[".repeat(60) + "]".repeat(60) + "}";
        Recorded got = audit(HEAD + "{\"level\":1}," + large + "," + deep + ",{\"level\":2}]}");
        assertThat(got.items()).containsExactly("{\"level\":1}", "{\"level\":2}");
        assertThat(got.rejections()).containsExactly("LIMIT " + large.length(), "LIMIT " + deep.length());
        assertThat(got.readable()).isTrue();
    }

    private static Splitter audit(ItemSink sink) {
        return new JsonSplitter(new Limits(4096, 50), Dialect.KUBERNETES_AUDIT, sink);
    }

    /** Read in one chunk, and byte by byte with the same result. */
    private static Recorded audit(String body) {
        Recorded whole = Recorded.of(Recorded.bytes(body), Math.max(1, body.length()), JsonSplitterTest::audit);
        assertThat(Recorded.of(Recorded.bytes(body), 1, JsonSplitterTest::audit))
                .isEqualTo(whole);
        return whole;
    }

    private static Recorded objects(String body) {
        return Recorded.of(
                Recorded.bytes(body), 7, sink -> new JsonSplitter(new Limits(4096, 50), Dialect.OBJECTS, sink));
    }
}
