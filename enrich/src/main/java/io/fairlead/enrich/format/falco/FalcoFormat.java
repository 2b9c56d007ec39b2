// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.falco;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.ecs.EventTime;
import io.fairlead.enrich.ecs.FieldNames;
import io.fairlead.enrich.ecs.Original;
import io.fairlead.enrich.ecs.Shape;
import io.fairlead.enrich.ecs.Templates;
import io.fairlead.enrich.format.DeliveryDraft;
import io.fairlead.enrich.format.Format;
import io.fairlead.enrich.format.FormatContext;
import io.fairlead.enrich.format.OriginFields;
import io.fairlead.enrich.format.Parsed;
import io.fairlead.enrich.format.Source;
import io.fairlead.enrich.format.UnixTime;
import io.fairlead.enrich.json.JsonTree;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An alert of Falco: the JSON object that its http_output and file output write, that falcosidekick sends on, alone or as
 * CloudEvents, and that syslog carries; or its line of text. Its identity is the delivery's. Source: falco.org, output channels and formatting;
 * falcosidekick, outputs.
 */
public final class FalcoFormat implements Format {
    private static final String DATASET = "falco.alerts";
    private static final List<String> REQUIRED = List.of("rule", "priority");

    /** The type of falcosidekick's CloudEvents. */
    private static final String CLOUD_EVENT = "falco.rule.output.";

    /** The name under which Falco tells how it is itself. */
    private static final String METRICS = "Falco internal: metrics snapshot";

    private static final Shape SHAPE = Templates.shape("fairlead-falco", "falco");

    /** For the service loader. */
    public FalcoFormat() {}

    @Override
    public String name() {
        return "falco";
    }

    @Override
    public Fit fit(Source source) {
        return FalcoLine.is(source)
                        || source.json() instanceof JsonTree.Read read
                                && read.root() instanceof ObjectNode root
                                && isAlert(root)
                ? Fit.EXACT
                : Fit.NONE;
    }

    /** Whether an object is an alert, by what no other has beside its rule and priority. */
    public static boolean isAlert(ObjectNode root) {
        ObjectNode alert = alert(root);
        return missing(alert).isEmpty() && (alert.has("output_fields") || alert.has("time") && alert.has("output"));
    }

    /** The alert itself, or that in falcosidekick's CloudEvent. */
    private static ObjectNode alert(ObjectNode root) {
        return root.path("type").asText().startsWith(CLOUD_EVENT) && root.get("data") instanceof ObjectNode data
                ? data
                : root;
    }

    @Override
    public Parsed parse(Source source, FormatContext context) {
        return FalcoLine.is(source)
                ? line(source, context)
                : source.asObject((root, read) -> parse(root, read, source, context));
    }

    private static Parsed line(Source source, FormatContext context) {
        ObjectNode said = JsonNodeFactory.instance
                .objectNode()
                .put("output", source.text().strip());
        boolean named = SecretName.redact(said, said, context);
        String text = text(said, "output");
        ObjectNode alert = FalcoLine.alert(text, source).orElse(said);
        EventTime time = EventTime.of(stamp(alert), source.receivedAt());
        EcsDocument document = document(alert, named, time, source);
        Original.write(text, context.maxOriginal(), document);
        document.node("falco", SHAPE.fit(alert)).redacted("falco");
        DeliveryDraft.tagReplaced(source, document);
        return DeliveryDraft.of(source, time, DATASET, document, "event.original", "falco.output_fields");
    }

    private static Parsed parse(ObjectNode root, JsonTree.Read read, Source source, FormatContext context) {
        ObjectNode alert = alert(root);
        boolean named = SecretName.redact(root, alert, context);
        List<String> missing = missing(alert);
        if (!missing.isEmpty()) {
            String message = "not an alert of Falco: " + missing + " missing or no text";
            return new Parsed.Rejected(DeadLetterCode.SCHEMA, message, root.toString());
        }
        EventTime time = EventTime.of(stamp(alert), source.receivedAt());
        EcsDocument document = document(alert, named, time, source);
        if (read.duplicateKeys()) {
            document.tag("duplicate_key");
        }
        int length = source.bytes().length;
        if (alert == root) {
            Original.writeTwice(read, SHAPE, "falco", length, context.maxOriginal(), document);
        } else {
            Original.write(read, root, length, context.maxOriginal(), document);
            document.node("falco", SHAPE.fit(read.awkwardKeys() ? FieldNames.repaired(alert) : alert))
                    .redacted("falco");
        }
        return DeliveryDraft.of(source, time, DATASET, document, "event.original", "falco.output_fields");
    }

    /** What the alert says, but for itself as it was written. */
    private static EcsDocument document(ObjectNode alert, boolean named, EventTime time, Source source) {
        EcsDocument document = new EcsDocument(time);
        document.text("message", text(alert, "rule"))
                .text("message", text(alert, "output"))
                .text("event.kind", "alert")
                .texts("event.type", List.of("info"));
        if (named) {
            document.node("message", alert.get("output")).redacted("message");
        }
        String priority = text(alert, "priority").toLowerCase(Locale.ROOT);
        String kind = text(alert, "source");
        document.text("event.provider", kind)
                .text("rule.name", text(alert, "rule"))
                .text("log.level", priority);
        FalcoPriority.severity(priority).ifPresent(severity -> document.number("event.severity", severity));
        Techniques.write(alert.get("tags"), document);
        OriginFields.carried(source, document);
        observer(text(alert, "hostname"), document);
        fields(alert, kind, document);
        return document;
    }

    /** The machine that Falco runs on, which is the one that it watches. */
    private static void observer(String host, EcsDocument document) {
        document.text("observer.type", "sensor")
                .text("observer.vendor", "sysdig")
                .text("observer.product", "falco")
                .text("observer.hostname", host)
                .redacted("observer")
                .text("host.name", host)
                .texts("related.hosts", host.isEmpty() ? List.of() : List.of(host));
    }

    private static void fields(ObjectNode alert, String source, EcsDocument document) {
        List<String> categories = new ArrayList<>(List.of("intrusion_detection"));
        if (alert.get("output_fields") instanceof ObjectNode object) {
            OutputFields fields = new OutputFields(object, document);
            categories.addAll(new SyscallFields(fields, document).write());
            if (!source.isEmpty() && !source.equals("syscall")) {
                categories.addAll(new PluginFields(fields, document).write(source));
            }
            document.textIfAbsent("host.name", fields.text("evt.hostname"));
            fields.related();
        }
        if (text(alert, "rule").equals(METRICS)) {
            document.text("event.kind", "metric").texts("event.category", List.of("host"));
        } else {
            document.texts("event.category", categories);
        }
    }

    /** The alert's time, or the event's, which is nanoseconds since 1970 where it is a number. */
    private static String stamp(ObjectNode alert) {
        String time = text(alert, "time");
        JsonNode event = alert.path("output_fields").path("evt.time.iso8601");
        JsonNode raw = event.isMissingNode() ? alert.path("output_fields").path("evt.time") : event;
        if (!time.isEmpty() || !raw.isIntegralNumber()) {
            return time;
        }
        return UnixTime.seconds(BigDecimal.valueOf(raw.asLong(), 9));
    }

    private static List<String> missing(ObjectNode root) {
        List<String> missing = new ArrayList<>(0);
        for (String name : REQUIRED) {
            if (text(root, name).isEmpty()) {
                missing.add(name);
            }
        }
        // each of the two can be switched off
        if (text(root, "output").isEmpty() && !root.path("output_fields").isObject()) {
            missing.add("output");
        }
        return missing;
    }

    private static String text(ObjectNode root, String name) {
        JsonNode value = root.get(name);
        return value instanceof TextNode ? value.textValue() : "";
    }
}
