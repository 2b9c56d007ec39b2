// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import io.fairlead.schemas.record.DeadLetter;
import io.fairlead.schemas.record.Event;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/** What holds for every event and every dead letter, whatever the format. */
public final class EventChecks {
    private static final int EXCERPT_BYTES = 1024;
    /** Elasticsearch's own readers stop at 1,000 levels; documents stay far below. */
    private static final int DEPTH = 100;

    private static final ObjectMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private EventChecks() {}

    /** The event's document is strict JSON in UTF-8, carries the fields every document has, and agrees with the event. */
    public static void checkEvent(Event event) {
        JsonNode document = document(event);
        assertThat(event.getId()).as("id").isNotBlank();
        assertThat(event.getActivity()).as("activity").isNotBlank();
        assertThat(event.getDataset()).as("dataset").isNotBlank();
        assertThat(event.getRawMac()).as("rawMac").matches("[0-9a-f]{64}");
        assertThat(field(document, "event", "id")).as("event.id").isEqualTo(event.getId());
        assertThat(field(document, "event", "kind")).as("event.kind").isNotBlank();
        assertThat(field(document, "ecs", "version")).as("ecs.version").isNotBlank();
        assertThat(Instant.parse(field(document, "event", "ingested")))
                .as("event.ingested")
                .isCloseTo(event.getReceivedAt(), within(1, ChronoUnit.MILLIS));
        assertThat(Instant.parse(document.path("@timestamp").asText()))
                .as("@timestamp")
                .isCloseTo(event.getTime(), within(1, ChronoUnit.MILLIS));
    }

    /** The dead letter has a code of the closed list, words, the original's length, and a bounded excerpt. */
    public static void checkDeadLetter(DeadLetter letter) {
        List<String> codes =
                Arrays.stream(DeadLetterCode.values()).map(DeadLetterCode::code).toList();
        assertThat(letter.getCode()).as("code").isIn(codes);
        assertThat(letter.getStage()).as("stage").isIn("ingest", "enrich", "detect", "sink");
        assertThat(letter.getMessage()).as("message").isNotBlank();
        assertThat(letter.getLength()).as("length").isNotNegative();
        assertThat(letter.getExcerpt().getBytes(StandardCharsets.UTF_8).length)
                .as("bytes of excerpt")
                .isLessThanOrEqualTo(EXCERPT_BYTES);
    }

    /** The event's document as a tree. */
    public static JsonNode document(Event event) {
        byte[] bytes = bytes(event.getDocument());
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException broken) {
            throw new AssertionError("the document is not UTF-8", broken);
        }
        try {
            JsonNode tree = STRICT.readTree(bytes);
            assertThat(tree.isObject()).as("the document is a JSON object").isTrue();
            return tree;
        } catch (IOException broken) {
            throw new AssertionError(
                    "the document is no strict JSON: " + broken.getMessage() + "\n" + text(bytes), broken);
        }
    }

    /** The bytes between a buffer's position and limit; the buffer stays as it is. */
    public static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static String field(JsonNode document, String parent, String name) {
        JsonNode nested = document.path(parent).path(name);
        return nested.isMissingNode() ? document.path(parent + "." + name).asText() : nested.asText();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, 0, Math.min(bytes.length, 2048), StandardCharsets.UTF_8);
    }
}
