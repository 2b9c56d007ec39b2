// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.schemas.record.Alert;
import io.fairlead.schemas.record.Window;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** The documents of a window of suppression: that of the alert that stands, and of the one that ends it with the count. */
final class SwallowedDocument {
    private static final JsonMapper JSON = new JsonMapper();

    private SwallowedDocument() {}

    static byte[] write(Alert standing, String id, long number, Window window, long receivedAt) {
        ObjectNode root = read(standing);
        root.put("@timestamp", window.getEnd().toString());
        root.put(
                "message",
                standing.getRule().getTitle() + ": " + number + (number == 1 ? " alert" : " alerts")
                        + " of the same key swallowed from " + window.getStart() + " to " + window.getEnd()
                        + " after the one that stands");
        ObjectNode event = AlertDocument.object(root, "event");
        event.put("id", id);
        event.put("ingested", Instant.ofEpochMilli(receivedAt).toString());
        ObjectNode alert = AlertDocument.object(AlertDocument.object(root, "fairlead"), "alert");
        alert.put("count", number);
        alert.put("suppressed", number);
        alert.put("standing_id", standing.getId());
        alert.putObject("window")
                .put("start", window.getStart().toString())
                .put("end", window.getEnd().toString());
        return bytes(root);
    }

    /** The document of an alert that stands, with the id of the one that will tell what it swallowed. */
    static byte[] standing(Alert alert, String closingId, Instant end) {
        ObjectNode root = read(alert);
        AlertDocument.object(AlertDocument.object(root, "fairlead"), "alert")
                .put("closing_id", closingId)
                .put("swallows_until", end.toString());
        return bytes(root);
    }

    private static byte[] bytes(ObjectNode root) {
        try {
            return JSON.writeValueAsBytes(root);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("a tree of texts and numbers is JSON", impossible);
        }
    }

    private static ObjectNode read(Alert standing) {
        byte[] bytes = new byte[standing.getDocument().remaining()];
        standing.getDocument().duplicate().get(bytes);
        try {
            return JSON.readTree(bytes) instanceof ObjectNode root ? root : JSON.createObjectNode();
        } catch (IOException noJson) {
            throw new UncheckedIOException("an alert's document is JSON of ours", noJson);
        }
    }
}
