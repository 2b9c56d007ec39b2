// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.webhook;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairlead.schemas.record.Alert;
import io.fairlead.schemas.record.Evidence;
import io.fairlead.schemas.record.FieldMatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * An alert as webhooks get it: {@code {"type":"alert","timestamp":…,"data":{id, rule, rule_set, time, count, group, window,
 * evidence, document}}}; {@code document} is the ECS document that Elasticsearch holds, the rest is what the pipeline
 * itself knows of the alert.
 */
final class AlertBody {
    private static final ObjectMapper JSON = new ObjectMapper();

    private AlertBody() {}

    /**
     * The body.
     *
     * @throws IOException when the alert's document is not JSON
     */
    static byte[] of(Alert alert) throws IOException {
        ByteBuffer bytes = alert.getDocument().duplicate();
        byte[] source = new byte[bytes.remaining()];
        bytes.get(source);
        JsonNode document = JSON.readTree(source);
        ByteArrayOutputStream out = new ByteArrayOutputStream(source.length + 1024);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("type", "alert");
            json.writeStringField("timestamp", alert.getTime().toString());
            json.writeObjectFieldStart("data");
            json.writeStringField("id", alert.getId());
            rule(json, alert);
            json.writeStringField("rule_set", alert.getRuleSet());
            json.writeStringField("time", alert.getTime().toString());
            json.writeStringField("received_at", alert.getReceivedAt().toString());
            json.writeNumberField("count", alert.getCount());
            json.writeObjectField("group", alert.getGroupBy());
            if (alert.getWindow() != null) {
                json.writeObjectFieldStart("window");
                json.writeStringField("start", text(alert.getWindow().getStart()));
                json.writeStringField("end", text(alert.getWindow().getEnd()));
                json.writeEndObject();
            }
            evidence(json, alert);
            json.writeFieldName("document");
            json.writeTree(document);
            json.writeEndObject();
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void rule(JsonGenerator json, Alert alert) throws IOException {
        json.writeObjectFieldStart("rule");
        json.writeStringField("id", alert.getRule().getId());
        json.writeStringField("title", alert.getRule().getTitle());
        json.writeStringField("level", alert.getRule().getLevel());
        json.writeStringField("language", alert.getRule().getLanguage());
        json.writeStringField("hash", alert.getRule().getHash());
        json.writeObjectField("tags", alert.getRule().getTags());
        json.writeEndObject();
    }

    private static void evidence(JsonGenerator json, Alert alert) throws IOException {
        json.writeArrayFieldStart("evidence");
        for (Evidence evidence : alert.getEvidence()) {
            json.writeStartObject();
            json.writeStringField("event_id", evidence.getEventId());
            json.writeStringField("rule_id", evidence.getRuleId());
            json.writeStringField("dataset", evidence.getDataset());
            json.writeStringField("time", text(evidence.getTime()));
            json.writeArrayFieldStart("matches");
            for (FieldMatch match : evidence.getMatches()) {
                json.writeStartObject();
                json.writeStringField("selection", match.getSelection());
                json.writeStringField("field", match.getField());
                json.writeStringField("operator", match.getOperator());
                json.writeStringField("pattern", match.getPattern());
                json.writeStringField("value", match.getValue());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String text(Instant instant) {
        return instant.toString();
    }
}
