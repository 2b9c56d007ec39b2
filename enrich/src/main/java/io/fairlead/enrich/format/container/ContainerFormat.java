// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.container;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.ecs.EventTime;
import io.fairlead.enrich.ecs.FieldNames;
import io.fairlead.enrich.ecs.Flattened;
import io.fairlead.enrich.format.AgentEnvelope;
import io.fairlead.enrich.format.AgentPlace;
import io.fairlead.enrich.format.DeliveryDraft;
import io.fairlead.enrich.format.Format;
import io.fairlead.enrich.format.FormatContext;
import io.fairlead.enrich.format.LogLevel;
import io.fairlead.enrich.format.OriginFields;
import io.fairlead.enrich.format.Parsed;
import io.fairlead.enrich.format.Source;
import io.fairlead.enrich.json.JsonTree;
import io.fairlead.enrich.redact.Redactions;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line of a container's log: CRI or Docker json-file. Which pod it is of, the collector knows from the file's path.
 * Bytes that are no UTF-8 are replaced, and that is tagged: a container may write anything.
 */
public final class ContainerFormat implements Format {
    private static final String DATASET = "kubernetes.container_logs";

    /** For the service loader. */
    public ContainerFormat() {}

    @Override
    public String name() {
        return "container";
    }

    @Override
    public Fit fit(Source source) {
        return line(source).isPresent() ? Fit.EXACT : Fit.NONE;
    }

    @Override
    public Parsed parse(Source source, FormatContext context) {
        Optional<ContainerLine> line = line(source);
        return line.isPresent()
                ? understood(line.get(), source, context)
                : new Parsed.Rejected(
                        DeadLetterCode.PARSE,
                        "neither a line of the CRI's format (TIME stdout|stderr F|P CONTENT) nor of Docker's json-file",
                        "");
    }

    private static Optional<ContainerLine> line(Source source) {
        byte[] bytes = source.bytes();
        if (bytes.length > 0 && bytes[0] == '{') {
            return source.json() instanceof JsonTree.Read read && read.root() instanceof ObjectNode object
                    ? ContainerLine.docker(object)
                    : Optional.empty();
        }
        return ContainerLine.cri(source.text());
    }

    private static Parsed understood(ContainerLine line, Source source, FormatContext context) {
        EventTime time = EventTime.of(line.time(), source.receivedAt());
        EcsDocument document = new EcsDocument(time)
                .text("message", message(line.content(), context))
                .text("log.level", level(line.content(), context))
                .text("stream", line.stream())
                .text("event.kind", "event")
                .texts("event.type", List.of(line.stream().equals("stderr") ? "error" : "info"));
        if (line.partial()) {
            document.tag("partial_line");
        }
        ObjectNode attributes = line.attributes();
        if (attributes != null) {
            ObjectNode labels = attributes.deepCopy();
            context.redactor().trees().redact(labels, null, context.redactions());
            document.node("container.labels", Flattened.of(FieldNames.repaired(labels)));
        }
        Optional<AgentPlace> place = AgentEnvelope.of(source).map(agent -> agent.place(context));
        OriginFields.write(place.map(known -> known.of(source)).orElse(source), document);
        place.ifPresent(known -> known.write(document));
        DeliveryDraft.tagReplaced(source, document);
        return DeliveryDraft.of(source, time, DATASET, document);
    }

    /** A JSON line is redacted as JSON, by its keys, any other as text. */
    private static String message(String content, FormatContext context) {
        if (structured(content, context) instanceof ObjectNode object) {
            Redactions counted = context.redactions();
            String before = object.toString();
            String after =
                    context.redactor().trees().redact(object, null, counted).toString();
            if (!after.equals(before)) {
                return after;
            }
        }
        return context.redactor().texts().redact(content, context.redactions());
    }

    private static @Nullable String level(String content, FormatContext context) {
        return structured(content, context) instanceof ObjectNode object
                ? LogLevel.of(object).orElse(null)
                : null;
    }

    private static @Nullable JsonNode structured(String content, FormatContext context) {
        return content.startsWith("{") && context.reader().read(content) instanceof JsonTree.Read read
                ? read.root()
                : null;
    }
}
