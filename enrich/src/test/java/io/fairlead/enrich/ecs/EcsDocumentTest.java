// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.json.JsonTree;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EcsDocumentTest {
    private final EcsDocument document = new EcsDocument(EventTime.received(Instant.parse("2026-11-22T15:00:00Z")));

    @Test
    void everyTextIsLookedThroughButTheOriginalAndWhatWasBefore() {
        Original.write("secret", 6, document);
        document.text("event.reason", "secret")
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
        Shape shape = Shape.of(
                JsonNodeFactory.instance.objectNode().set("properties", JsonNodeFactory.instance.objectNode()));
        Original.writeTwice(
                new JsonTree.Read(tree, false, false), shape, "tool", text.length(), text.length(), document);
        String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"");

        assertThat(document.get("event.original")).isEqualTo(text);
        assertThat(document.get("tool.large")).isEqualTo("c");
        assertThat(document.holds("a \"b")).isTrue();
        document.changeTexts(each -> "looked through");
        assertThat(new String(document.bytes(), StandardCharsets.UTF_8))
                .contains("\"original\":\"" + escaped + "\"")
                .contains("\"tool\":" + text);

        document.remove("tool.large");
        document.changeTexts(each -> "looked through");
        assertThat(new String(document.bytes(), StandardCharsets.UTF_8))
                .contains("\"original\":\"" + escaped + "\"")
                .contains("\"tool\":{\"rule\":\"a \\\"b\\\"\"}");
    }

    @Test
    void anOriginalThatIsTooLongIsLeftOut() {
        ObjectNode tree = JsonNodeFactory.instance.objectNode().put("a", "\u20ac");
        Original.write(tree, 11, 10, document);

        assertThat(new String(document.bytes(), StandardCharsets.UTF_8))
                .contains("original_too_large")
                .doesNotContain("\"original\"");
        Original.write(tree, 11, 11, document);
        assertThat(document.get("event.original")).isEqualTo("{\"a\":\"\u20ac\"}");
    }

    @Test
    void whatIsSetWithinATreeThatWasSetStandsInIt() {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        document.node("tool", tree)
                .text("tool.name", "n")
                .texts("tool.deep.names", List.of("a", "b"))
                .number("tool.deep.count", 2)
                .textIfAbsent("tool.name", "other");

        assertThat(tree).hasToString("{\"name\":\"n\",\"deep\":{\"names\":[\"a\",\"b\"],\"count\":2}}");
        assertThat(document.get("tool.deep.names")).isEqualTo("a");
        assertThat(document.texts("tool.deep.names")).containsExactly("a", "b");
    }
}
