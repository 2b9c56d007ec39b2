// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Draft;
import io.fairlead.enrich.format.Format;
import io.fairlead.enrich.format.FormatContext;
import io.fairlead.enrich.format.Parsed;
import io.fairlead.enrich.format.Source;
import io.fairlead.enrich.json.JsonTree;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a cloud wraps around audit events: a JSON object, one record or many. */
abstract class CloudEnvelope implements Format {
    /** Whether an object is this cloud's envelope. */
    abstract boolean isEnvelope(ObjectNode root);

    /** The name of the cluster that the envelope tells, or an empty text. */
    abstract String cluster(ObjectNode root);

    /** The name of the list in which the envelope holds several records; empty when it holds one. */
    String list() {
        return "";
    }

    /** The events in it, in their order; members of its list that are no objects are told of elsewhere. */
    abstract List<Draft> drafts(ObjectNode root, Reading reading);

    /**
     * What is needed to read one envelope.
     *
     * @param read the envelope
     * @param length its length in bytes
     */
    record Reading(JsonTree.Read read, int length, AuditDrafts drafts, FormatContext context) {
        /** An audit event that the envelope holds as text; a line when it is none. */
        Draft held(String text, String stamp, Consumer<EcsDocument> more) {
            if (context.reader().read(text) instanceof JsonTree.Read inner
                    && inner.root() instanceof ObjectNode audit
                    && new AuditRecord(audit).fault().isEmpty()) {
                int bytes = text.getBytes(StandardCharsets.UTF_8).length;
                return drafts.of(audit, audit, inner, bytes, more);
            }
            return drafts.line(text, stamp, more);
        }
    }

    @Override
    public final Fit fit(Source source) {
        boolean envelope = source.json() instanceof JsonTree.Read read
                && read.root() instanceof ObjectNode root
                && isEnvelope(root);
        return envelope ? Fit.EXACT : Fit.NONE;
    }

    @Override
    public final Parsed parse(Source source, FormatContext context) {
        return source.asJson(read -> parse(read, source, context));
    }

    private Parsed parse(JsonTree.Read read, Source source, FormatContext context) {
        if (!(read.root() instanceof ObjectNode root) || !isEnvelope(root)) {
            new AuditRedaction(context).unknown(read.root());
            return new Parsed.Rejected(DeadLetterCode.SCHEMA, "not an envelope of " + name(), excerpt(read.root()));
        }
        String ours = source.origin().getCluster();
        AuditDrafts drafts = new AuditDrafts(source, context, ours.isEmpty() ? cluster(root) : ours);
        List<Draft> events = drafts(root, new Reading(read, source.bytes().length, drafts, context));
        return events.isEmpty()
                ? new Parsed.Rejected(DeadLetterCode.SCHEMA, "the envelope holds no event", "")
                : new Parsed.Understood(events, strangers(root, context));
    }

    /** What stands in the envelope's list and is no record of any kind. */
    private List<Parsed.Rejected> strangers(ObjectNode root, FormatContext context) {
        List<Parsed.Rejected> strangers = new ArrayList<>();
        if (root.get(list()) instanceof ArrayNode items) {
            for (JsonNode item : items) {
                if (!(item instanceof ObjectNode)) {
                    String message = "a member of " + list() + " is no object";
                    String excerpt = context.redactor()
                            .trees()
                            .redact(item, null, context.redactions())
                            .toString();
                    context.redactions().leave();
                    strangers.add(new Parsed.Rejected(DeadLetterCode.SCHEMA, message, excerpt));
                }
            }
        }
        return strangers;
    }

    private static String excerpt(JsonNode root) {
        return root instanceof ObjectNode ? root.toString() : "";
    }

    /** The text under the first of these names that holds one. */
    static String text(@Nullable JsonNode parent, String... names) {
        for (String name : names) {
            if (AuditRecord.child(parent, name) instanceof TextNode text) {
                return text.textValue();
            }
        }
        return "";
    }

    /** The objects of a list. */
    static List<ObjectNode> objects(@Nullable JsonNode list) {
        List<ObjectNode> objects = new ArrayList<>();
        if (list instanceof ArrayNode array) {
            for (JsonNode item : array) {
                if (item instanceof ObjectNode object) {
                    objects.add(object);
                }
            }
        }
        return objects;
    }
}
