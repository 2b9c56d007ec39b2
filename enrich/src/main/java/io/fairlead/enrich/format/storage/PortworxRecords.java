// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Fields;
import io.fairlead.enrich.format.RecordFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/** Alerts of Portworx as JSON: one, or those under {@code alerts} or {@code alert}. */
final class PortworxRecords extends RecordFormat {
    PortworxRecords() {
        super(PortworxFormat.NAME, "portworx.alert");
    }

    @Override
    protected boolean isRecord(ObjectNode record) {
        return record.has("alert_type")
                && record.has("severity")
                && record.path("message").isTextual()
                && (record.has("resource_id") || record.has("unique_tag"));
    }

    @Override
    protected List<? extends JsonNode> records(ObjectNode root) {
        for (String list : List.of("alerts", "alert")) {
            if (root.path(list).isArray()) {
                return new Fields(root).items(list);
            }
        }
        return List.of(root);
    }

    @Override
    protected String stamp(ObjectNode record) {
        JsonNode time = record.path("timestamp");
        if (!time.isObject()) {
            return time.asText();
        }
        try {
            return Instant.ofEpochSecond(
                            time.path("seconds").asLong(), time.path("nanos").asLong())
                    .toString();
        } catch (DateTimeException | ArithmeticException outOfRange) {
            return time.toString();
        }
    }

    @Override
    protected String id(ObjectNode record) {
        return record.path("id").asText();
    }

    @Override
    protected void write(Fields record, EcsDocument document) {
        PortworxFields.write(record, document);
    }
}
