// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.json.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EcsDocumentTest {
    private final EcsDocument document = new EcsDocument(EventTime.received(Instant.parse("2026-11-22T15:00:00Z")));

    @Test
    void everyTextIsLookedThroughButTheOriginalAndWhatWasBefore() {
        document.text("event.original", "secret")
                .text("event.reason", "secret")
                .text("url.original", "secret")
                .text("user_agent.original", "secret")
                .texts("process.args", List.of("plain", "secret"))
                .node("tool.record", JsonNodeFactory.instance.objectNode().put("original", "secret"))
                .redacted("tool.record");

        document.changeTexts(text -> text.replace("secret", "[redacted]"));

        assertThat(new String(document.bytes(), StandardCharsets.UTF_8))
                .contains("\"event\":{\"original\":\"secret\",\"reason\":\"[redacted]\"}")
                .contains("\"url\":{\"original\":\"[redacted]\"}")
                .contains("\"user_agent\":{\"original\":\"[redacted]\"}")
                .contains("\"args\":[\"plain\",\"[redacted]\"]")
                .contains("\"tool\":{\"record\":{\"original\":\"secret\"}}");
    }

    @Test
    void readingCreatesNothing() {
        assertThat(document.get("a.b")).isEmpty();
        assertThat(document.texts("c.d")).isEmpty();
        document.redacted("e.f");

        assertThat(new String(document.bytes(), StandardCharsets.UTF_8))
                .doesNotContain("\"a\"")
                .doesNotContain("\"c\"")
                .doesNotContain("\"e\"");
    }

    @Test
    void whatStandsInAnObjectThatWasTakenAwayIsSetAnew() {
        document.text("event.reason", "before").node("event", JsonNodeFactory.instance.objectNode());
        document.text("event.action", "a").text("event.kind.deep", "b").remove("event");
        document.text("event.outcome", "after");

        assertThat(new String(document.bytes(), StandardCharsets.UTF_8)).contains("\"event\":{\"outcome\":\"after\"}");
    }

    @Test
    void aTreeIsWrittenAsItWasUntilSomethingIsTakenOutOfIt() {
        ObjectNode tree =
                JsonNodeFactory.instance.objectNode().put("rule", "a \"b\"").put("large", "c");
        String text = "{\"rule\":\"a \\\"b\\\"\",\"large\":\"c\"}";
        document.text("event.original", text)
                .written("tool", new JsonBytes.Written(tree, text.getBytes(StandardCharsets.UTF_8), text));
        String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"");

        assertThat(new String(document.bytes(), StandardCharsets.UTF_8))
                .contains("\"original\":\"" + escaped + "\"")
                .contains("\"tool\":" + text);

        document.remove("tool.large");
        assertThat(new String(document.bytes(), StandardCharsets.UTF_8))
                .contains("\"original\":\"" + escaped + "\"")
                .contains("\"tool\":{\"rule\":\"a \\\"b\\\"\"}");
    }
}
