// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.testkit.toy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import io.fairlead.schemas.identity.Identity;
import io.fairlead.schemas.record.DeadLetter;
import io.fairlead.schemas.record.Event;
import io.fairlead.schemas.record.RawLog;
import io.fairlead.testkit.EventChecks;
import io.fairlead.testkit.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Lines of text: each that is UTF-8 and not empty is an event. */
public final class ToyFormat {
    private static final JsonMapper JSON = new JsonMapper();

    private ToyFormat() {}

    /** Reads one line. */
    public static Outcome parse(RawLog raw) {
        byte[] payload = EventChecks.bytes(raw.getPayload());
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload))
                    .toString();
            return text.isBlank()
                    ? rejected(raw, payload.length, "an empty line")
                    : new Outcome(List.of(event(raw, text, payload)), List.of());
        } catch (CharacterCodingException broken) {
            return rejected(raw, payload.length, "no UTF-8");
        } catch (IOException broken) {
            return rejected(raw, payload.length, "cannot be written");
        }
    }

    private static Event event(RawLog raw, String text, byte[] payload) throws IOException {
        ObjectNode document = JSON.createObjectNode();
        document.put("@timestamp", raw.getReceivedAt().toString());
        document.put("message", text);
        document.putObject("event")
                .put("id", raw.getId())
                .put("kind", "event")
                .put("ingested", raw.getReceivedAt().toString());
        document.putObject("ecs").put("version", "9.0.0");
        return Event.newBuilder()
                .setId(raw.getId())
                .setActivity(raw.getId())
                .setTime(raw.getReceivedAt())
                .setReceivedAt(raw.getReceivedAt())
                .setDataset("toy")
                .setOrigin(raw.getOrigin())
                .setRawMac(Identity.sha256Hex(payload))
                .setDocument(ByteBuffer.wrap(JSON.writeValueAsBytes(document)))
                .build();
    }

    private static Outcome rejected(RawLog raw, int length, String message) {
        DeadLetter letter = DeadLetter.newBuilder()
                .setStage("enrich")
                .setCode(DeadLetterCode.PARSE.code())
                .setMessage(message)
                .setAt(raw.getReceivedAt())
                .setLength(length)
                .build();
        return new Outcome(List.of(), List.of(letter));
    }
}
