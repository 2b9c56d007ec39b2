// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.offline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import io.fairlead.schemas.identity.Identity;
import io.fairlead.schemas.record.Event;
import io.fairlead.schemas.record.Origin;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes records as they are: each JSON object is an event and its own document, with the names that its source gave.
 *
 * <p>Each record is an event of its own; what is delivered twice counts twice, as nothing tells it.
 */
public final class AsIsEvents {
    /** The dataset of events that no format has read. */
    public static final String DATASET = "as-is";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Optional<String> timeField;
    private final Instant receivedAt;
    private final Consumer<FileFault> faults;

    /**
     * @param timeField field that holds the time of an event; empty: one of the usual names
     * @param receivedAt when the records count as received
     * @param faults where records go that are no JSON objects
     */
    public AsIsEvents(Optional<String> timeField, Instant receivedAt, Consumer<FileFault> faults) {
        this.timeField = timeField;
        this.receivedAt = receivedAt;
        this.faults = faults;
    }

    /**
     * An event.
     *
     * @param event the event; of the epoch when it has no time
     * @param timed whether it has a time
     */
    public record Taken(Event event, boolean timed) {}

    /** The event of this record; empty when it is no JSON object, which is told. */
    public Optional<Taken> take(FileRecord record) {
        JsonNode root;
        try {
            root = JSON.readTree(record.bytes());
        } catch (JsonProcessingException noJson) {
            return refuse(record, DeadLetterCode.PARSE, "no JSON: " + noJson.getOriginalMessage());
        } catch (IOException unreadable) {
            return refuse(record, DeadLetterCode.PARSE, "cannot be read: " + unreadable.getMessage());
        }
        if (root == null || !root.isObject()) {
            return refuse(record, DeadLetterCode.SCHEMA, "no JSON object");
        }
        Optional<Instant> time = time(root);
        String id = Identity.hash("as-is", record.file(), Long.toString(record.index()));
        Event event = Event.newBuilder()
                .setId(id)
                .setActivity(id)
                .setTime(time.orElse(Instant.EPOCH))
                .setReceivedAt(receivedAt)
                .setDataset(DATASET)
                .setDecisive(true)
                .setOrigin(Origin.newBuilder()
                        .setCollector("offline")
                        .setStream(record.file())
                        .build())
                .setRawMac("")
                .setDocument(ByteBuffer.wrap(record.bytes()))
                .build();
        return Optional.of(new Taken(event, time.isPresent()));
    }

    /** The time in this field of an event's document; empty when there is none. */
    public static Optional<Instant> time(Event event, String field) {
        ByteBuffer document = event.getDocument().duplicate();
        byte[] bytes = new byte[document.remaining()];
        document.get(bytes);
        try {
            return EventTimes.in(JSON.readTree(bytes), field);
        } catch (IOException noJson) {
            return Optional.empty();
        }
    }

    private Optional<Instant> time(JsonNode root) {
        return timeField.isPresent() ? EventTimes.in(root, timeField.get()) : EventTimes.usual(root);
    }

    private Optional<Taken> refuse(FileRecord record, DeadLetterCode code, String message) {
        faults.accept(new FileFault(record.file(), record.line(), code, message));
        return Optional.empty();
    }
}
