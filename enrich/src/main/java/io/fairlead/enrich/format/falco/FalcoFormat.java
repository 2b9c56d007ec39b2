// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.falco;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.ecs.EventTime;
import io.fairlead.enrich.ecs.Original;
import io.fairlead.enrich.ecs.Shape;
import io.fairlead.enrich.ecs.Templates;
import io.fairlead.enrich.format.DeliveryDraft;
import io.fairlead.enrich.format.Format;
import io.fairlead.enrich.format.FormatContext;
import io.fairlead.enrich.format.OriginFields;
import io.fairlead.enrich.format.Parsed;
import io.fairlead.enrich.format.Source;
import io.fairlead.enrich.json.JsonTree;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An alert of Falco: the JSON object that its http_output and file output write. Its identity is the delivery's. */
public final class FalcoFormat implements Format {
    private static final String DATASET = "falco.alerts";
    private static final List<String> REQUIRED = List.of("rule", "priority", "output");
    private static final Shape SHAPE = Templates.shape("fairlead-falco", "falco");

    /** For the service loader. */
    public FalcoFormat() {}

    @Override
    public String name() {
        return "falco";
    }

    @Override
    public Fit fit(Source source) {
        boolean alert = source.json() instanceof JsonTree.Read read
                && read.root() instanceof ObjectNode root
                && missing(root).isEmpty()
                && (root.has("output_fields") || root.has("time"));
        return alert ? Fit.EXACT : Fit.NONE;
    }

    @Override
    public Parsed parse(Source source, FormatContext context) {
        return source.asObject((root, read) -> parse(root, read, source, context));
    }

    private static Parsed parse(ObjectNode root, JsonTree.Read read, Source source, FormatContext context) {
        context.redactor().trees().redact(root, null, context.redactions());
        List<String> missing = missing(root);
        if (!missing.isEmpty()) {
            String message = "not an alert of Falco: " + missing + " missing or no text";
            return new Parsed.Rejected(DeadLetterCode.SCHEMA, message, root.toString());
        }
        EventTime time = EventTime.of(text(root, "time"), source.receivedAt());
        EcsDocument document = new EcsDocument(time);
        if (read.duplicateKeys()) {
            document.tag("duplicate_key");
        }
        document.text("message", text(root, "output"))
                .text("event.kind", "alert")
                .texts("event.type", List.of("info"));
        if (root.get("output_fields") instanceof ObjectNode fields) {
            new FalcoFields(fields, document).write();
        } else {
            document.texts("event.category", List.of("intrusion_detection"));
        }
        String priority = text(root, "priority").toLowerCase(Locale.ROOT);
        document.text("event.provider", text(root, "source"))
                .text("rule.name", text(root, "rule"))
                .text("log.level", priority);
        FalcoPriority.severity(priority).ifPresent(severity -> document.number("event.severity", severity));
        Techniques.write(root.get("tags"), document);
        OriginFields.carried(source, document);
        document.text("host.name", text(root, "hostname"));
        Original.writeTwice(
                root, read.awkwardKeys(), SHAPE, "falco", source.bytes().length, context.maxOriginal(), document);
        return DeliveryDraft.of(source, time, DATASET, document, "event.original", "falco.output_fields");
    }

    private static List<String> missing(ObjectNode root) {
        List<String> missing = new ArrayList<>(0);
        for (String name : REQUIRED) {
            if (text(root, name).isEmpty()) {
                missing.add(name);
            }
        }
        return missing;
    }

    private static String text(ObjectNode root, String name) {
        JsonNode value = root.get(name);
        return value instanceof TextNode ? value.textValue() : "";
    }
}
