// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.ecs.EventTime;
import io.fairlead.enrich.ecs.FieldNames;
import io.fairlead.enrich.ecs.Flattened;
import io.fairlead.enrich.ecs.Original;
import io.fairlead.enrich.format.DeliveryDraft;
import io.fairlead.enrich.format.Format;
import io.fairlead.enrich.format.FormatContext;
import io.fairlead.enrich.format.LogLevel;
import io.fairlead.enrich.format.OriginFields;
import io.fairlead.enrich.format.Parsed;
import io.fairlead.enrich.format.Source;
import io.fairlead.enrich.json.JsonTree;
import java.util.List;

/**
 * JSON of no particular kind: whole and searchable under {@code json}, with its message, level and time. An array or a
 * plain value is a document too where it is claimed to be one; by content only objects are.
 */
public final class JsonFormat implements Format {
    private static final String DATASET = "generic.json";
    private static final List<String> STAMPS = List.of("@timestamp", "timestamp", "time", "ts");
    private static final List<String> MESSAGES = List.of("message", "msg", "log");

    /** For the service loader. */
    public JsonFormat() {}

    @Override
    public String name() {
        return "json";
    }

    @Override
    public Fit fit(Source source) {
        boolean object = source.json() instanceof JsonTree.Read read && read.root() instanceof ObjectNode;
        return object ? Fit.GENERAL : Fit.NONE;
    }

    @Override
    public Parsed parse(Source source, FormatContext context) {
        return source.asJson(read -> parse(read, source, context));
    }

    private static Parsed parse(JsonTree.Read read, Source source, FormatContext context) {
        JsonNode root = context.redactor().trees().redact(read.root(), null, context.redactions());
        String stamp = first(root, STAMPS);
        EventTime time =
                stamp.isEmpty() ? EventTime.received(source.receivedAt()) : EventTime.of(stamp, source.receivedAt());
        EcsDocument document = new EcsDocument(time)
                .text("message", first(root, MESSAGES))
                .text(
                        "log.level",
                        root instanceof ObjectNode object ? LogLevel.of(object).orElse(null) : null)
                .text("event.kind", "event")
                .texts("event.type", List.of("info"));
        if (read.duplicateKeys()) {
            document.tag("duplicate_key");
        }
        OriginFields.write(source, document);
        Original.write(read, root, source.bytes().length, context.maxOriginal(), document);
        document.node("json", Flattened.of(read.awkwardKeys() ? FieldNames.repaired(root) : root));
        return DeliveryDraft.of(source, time, DATASET, document, "event.original", "json");
    }

    private static String first(JsonNode root, List<String> names) {
        for (String name : names) {
            JsonNode value = root.get(name);
            if (value instanceof TextNode && !value.textValue().isEmpty()) {
                return value.textValue();
            }
        }
        return "";
    }
}
