// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.ecs.EventTime;
import io.fairlead.enrich.ecs.Original;
import io.fairlead.enrich.format.Draft;
import io.fairlead.enrich.format.FormatContext;
import io.fairlead.enrich.format.OriginFields;
import io.fairlead.enrich.format.Source;
import io.fairlead.enrich.format.component.PlatformLine;
import io.fairlead.enrich.json.JsonTree;
import io.fairlead.schemas.identity.Identity;
import java.util.List;
import java.util.function.Consumer;

/** The events of one source: audit events, and the lines beside them that an envelope may hold. */
final class AuditDrafts {
    private static final String LINES = "generic.plain";

    private final Source source;
    private final FormatContext context;
    private final String cluster;
    private int lines;

    /** Of this cluster: it is part of the identity of every event. */
    AuditDrafts(Source source, FormatContext context, String cluster) {
        this.source = source;
        this.context = context;
        this.cluster = cluster;
    }

    /** An audit event without fault. */
    Draft of(ObjectNode root, JsonTree.Read read, int length) {
        return of(root, root, read, length, document -> {});
    }

    /**
     * An audit event without fault.
     *
     * @param original what is kept as the original: the event, or the record that it was made of and shares its bodies with
     * @param length length of what arrived, in bytes
     * @param more writes what the envelope tells
     */
    Draft of(ObjectNode root, JsonNode original, JsonTree.Read read, int length, Consumer<EcsDocument> more) {
        AuditRecord audit = new AuditRecord(root);
        String id = AuditIdentity.event(cluster, audit);
        String activity = AuditIdentity.activity(cluster, audit);
        boolean decisive = DecisiveStage.is(audit);
        new AuditRedaction(context).event(audit);
        if (original != root) {
            context.redactor().trees().redact(original, null, context.redactions());
        }
        EventTime time = EventTime.of(stamp(audit), source.receivedAt());
        EcsDocument document = new EcsDocument(time);
        if (read.duplicateKeys()) {
            document.tag("duplicate_key");
        }
        new AuditDocument(audit, cluster, document).write(context.trustedProxies());
        more.accept(document);
        Original.write(read, original, length, context.maxOriginal(), document);
        AuditBody.write(root, read.awkwardKeys(), document);
        document.redacted("kubernetes.audit");
        context.redactions().write(document);
        return new Draft(id, activity, time, KubernetesAuditFormat.DATASET, decisive, document, AuditBody.EXPENDABLE);
    }

    /** A line of another component of the control plane. */
    Draft line(String text, String stamp, Consumer<EcsDocument> more) {
        String said = context.redactor().texts().redact(text.strip(), context.redactions());
        EventTime time =
                stamp.isEmpty() ? EventTime.received(source.receivedAt()) : EventTime.of(stamp, source.receivedAt());
        EcsDocument document = new EcsDocument(time)
                .text("message", said)
                .text("event.kind", "event")
                .texts("event.type", List.of("info"));
        OriginFields.write(source, document);
        String dataset =
                PlatformLine.ofControlPlane(said, context.reader(), document).orElse(LINES);
        document.text("orchestrator.cluster.name", cluster);
        more.accept(document);
        Original.write(said, context.maxOriginal(), document);
        context.redactions().write(document);
        String id = Identity.hash(source.id(), String.valueOf(lines++));
        return new Draft(id, id, time, dataset, true, document, List.of("event.original"));
    }

    private static String stamp(AuditRecord audit) {
        String stage = audit.text("stageTimestamp");
        return stage.isEmpty() ? audit.text("requestReceivedTimestamp") : stage;
    }
}
