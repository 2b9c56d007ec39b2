// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.tetragon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import io.fairlead.enrich.json.JsonTree;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import java.util.Map;
import java.util.Optional;

/**
 * An event of Tetragon as its JSON export writes it: one key that names the kind ({@code process_exec}, {@code
 * process_kprobe} …) beside {@code node_name} and {@code time}. Its identity is the delivery's. Source: Tetragon's API
 * reference, GetEventsResponse.
 */
public final class TetragonFormat implements Format {
    private static final String DATASET = "cilium_tetragon.log";
    private static final Shape SHAPE = Templates.shape("fairlead-tetragon", "cilium_tetragon.log");

    /** For the service loader. */
    public TetragonFormat() {}

    @Override
    public String name() {
        return "tetragon";
    }

    @Override
    public Fit fit(Source source) {
        boolean event = source.json() instanceof JsonTree.Read read
                && read.root() instanceof ObjectNode root
                && kind(root).filter(kind -> isEvent(root, kind)).isPresent();
        return event ? Fit.EXACT : Fit.NONE;
    }

    @Override
    public Parsed parse(Source source, FormatContext context) {
        return source.asObject((root, read) -> parse(root, read, source, context));
    }

    private static Parsed parse(ObjectNode root, JsonTree.Read read, Source source, FormatContext context) {
        TetragonRedaction.redact(root, context);
        Optional<String> kind = kind(root);
        if (kind.isEmpty() || !(root.get(kind.get()) instanceof ObjectNode body)) {
            return new Parsed.Rejected(
                    DeadLetterCode.SCHEMA, "not an event of Tetragon: no key like process_exec", root.toString());
        }
        EventTime time = EventTime.of(Json.text(root, "time"), source.receivedAt());
        EcsDocument document = new EcsDocument(time);
        if (read.duplicateKeys()) {
            document.tag("duplicate_key");
        }
        // the collector may be a pod too, and what it says of itself is not what happened
        OriginFields.carried(source, document);
        document.text("event.kind", "event");
        if (source.origin().getCluster().isEmpty()) {
            document.text("orchestrator.cluster.name", Json.text(root, "cluster_name"));
        }
        new Meaning(kind.get(), body, document).write();
        ProcessFields.write(body, document);
        PodFields.write(Json.object(Json.object(body, "process"), "pod"), document);
        document.text("host.name", Json.text(root, "node_name"))
                .text("kubernetes.node.name", Json.text(root, "node_name"))
                .text("host.os.type", "linux");
        Original.write(read, root, source.bytes().length, context.maxOriginal(), document);
        document.node("cilium_tetragon.log", SHAPE.fit(read.awkwardKeys() ? FieldNames.repaired(root) : root));
        return DeliveryDraft.of(source, time, DATASET, document, "event.original", "cilium_tetragon.log");
    }

    /** Whether there is an envelope, or a process as Tetragon tells of it. */
    private static boolean isEvent(ObjectNode root, String kind) {
        JsonNode process = root.path(kind).path("process");
        return root.has("node_name") || root.has("time") || process.has("exec_id") || process.has("binary");
    }

    /** The one key that names what happened. */
    private static Optional<String> kind(ObjectNode root) {
        String kind = "";
        for (Map.Entry<String, ?> entry : root.properties()) {
            boolean names =
                    entry.getKey().startsWith("process_") || entry.getKey().equals("rate_limit_info");
            if (names && entry.getValue() instanceof ObjectNode) {
                if (!kind.isEmpty()) {
                    return Optional.empty();
                }
                kind = entry.getKey();
            }
        }
        return Optional.of(kind).filter(name -> !name.isEmpty());
    }
}
