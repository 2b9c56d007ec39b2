// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.ecs.EventTime;
import io.fairlead.enrich.ecs.FieldNames;
import io.fairlead.enrich.ecs.Flattened;
import io.fairlead.enrich.ecs.Original;
import io.fairlead.enrich.ecs.Shape;
import io.fairlead.enrich.json.JsonTree;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import io.fairlead.schemas.identity.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A service's log whose records are JSON objects, alone, in a list or in an envelope. Every record is kept whole, as the service
 * wrote it, under {@code <namespace>.record} beside the fields that are mapped. Its identity is the service's own id, within
 * the credential that it came by, and its content.
 */
public abstract class RecordFormat implements Format {
    /** How many roots of a list are looked at to tell its format. */
    private static final int LOOKED_AT = 8;

    /** Most records of one source; what comes after them is rejected together. */
    private static final int MOST_RECORDS = 50_000;

    private final String name;
    private final String dataset;
    private final String namespace;
    private final @Nullable Shape recordFields;

    /**
     * A format.
     *
     * @param name the format's name and dataset
     * @param namespace where the service's own fields stand
     */
    protected RecordFormat(String name, String namespace) {
        this(name, name, namespace);
    }

    /**
     * A format.
     *
     * @param name the format's name
     * @param dataset where its documents land
     * @param namespace where the service's own fields stand
     */
    protected RecordFormat(String name, String dataset, String namespace) {
        this.name = name;
        this.dataset = dataset;
        this.namespace = namespace;
        this.recordFields = null;
    }

    /**
     * A format whose template types parts of the record as it is: these are leaves under {@code <namespace>.record}, and all
     * others are searched as {@code <namespace>.flattened.record}.
     *
     * @param name the format's name and dataset
     * @param namespace where the service's own fields stand
     * @param recordFields the parts of the record that the template types
     */
    protected RecordFormat(String name, String namespace, Shape recordFields) {
        this.name = name;
        this.dataset = name;
        this.namespace = namespace;
        this.recordFields = recordFields;
    }

    /** Whether this is a record of the service. */
    protected abstract boolean isRecord(ObjectNode record);

    /** What may be records: the root itself, or everything in its envelope. */
    protected abstract List<? extends JsonNode> records(ObjectNode root);

    /** When it happened, as the service wrote it. */
    protected abstract String stamp(ObjectNode record);

    /** The service's own id of the record. */
    protected abstract String id(ObjectNode record);

    /** Writes what the record says; it is redacted already. */
    protected abstract void write(Fields record, EcsDocument document);

    /** Paths of the record's bodies that are searched as flattened fields of their own. */
    protected Set<String> bodies() {
        return Set.of();
    }

    /** Takes secrets out that only this service has, before the rest is looked through. */
    protected void redact(ObjectNode record, FormatContext context) {}

    /** Takes out what is no secret but has the name of one; what it returns puts that back when the rest was looked through. */
    protected Runnable setAside(ObjectNode record) {
        return () -> {};
    }

    /** The id that several records of one happening share; empty when each is a happening of its own. */
    protected String activity(ObjectNode record) {
        return "";
    }

    /** Whether rules judge this record of its happening. */
    protected boolean decisive(ObjectNode record) {
        return true;
    }

    /** Whether the service writes neither an id nor a stamp that tells two equal records apart: then the delivery's id does. */
    protected boolean byDelivery() {
        return false;
    }

    /** Whether the pod that a record came from is the one that it tells of. */
    protected boolean ofItsPod() {
        return false;
    }

    @Override
    public final String name() {
        return name;
    }

    /** The source as a tree; formats that are no JSON make one of what they read. */
    protected JsonTree tree(Source source) {
        return source.json();
    }

    /** Whether {@link #tree} takes words out of text: secrets are taken out of it before, where their surroundings tell them. */
    protected boolean isText(Source source) {
        return false;
    }

    /** Whether a root is the service's; to be overridden where that is clear without taking its records out. */
    protected boolean isRoot(ObjectNode root) {
        return records(root).stream().anyMatch(item -> item instanceof ObjectNode record && isRecord(record));
    }

    @Override
    public Fit fit(Source source) {
        return tree(source) instanceof JsonTree.Read read
                        && roots(read.root()).stream()
                                .limit(LOOKED_AT)
                                .anyMatch(item -> item instanceof ObjectNode root && isRoot(root))
                ? Fit.EXACT
                : Fit.NONE;
    }

    @Override
    public final Parsed parse(Source source, FormatContext context) {
        Source clean = isText(source)
                ? source.withText(context.redactor().texts().redact(source.text(), context.redactions()))
                : source;
        context.redactions().share();
        return Source.read(tree(clean), read -> parse(read, source, context));
    }

    private Parsed parse(JsonTree.Read read, Source source, FormatContext context) {
        if (!read.root().isContainerNode()) {
            return new Parsed.Rejected(DeadLetterCode.SCHEMA, "not a JSON object", "");
        }
        List<JsonNode> records = new ArrayList<>();
        for (JsonNode item : roots(read.root())) {
            records.addAll(item instanceof ObjectNode root ? records(root) : List.of(item));
        }
        int length = source.bytes().length / Math.max(1, records.size());
        List<Draft> drafts = new ArrayList<>();
        List<Parsed.Rejected> rejected = new ArrayList<>();
        if (records.size() > MOST_RECORDS) {
            String message =
                    records.size() + " records at once; those after the first " + MOST_RECORDS + " are left out";
            rejected.add(new Parsed.Rejected(DeadLetterCode.LIMIT, message, ""));
        }
        for (JsonNode item : records.subList(0, Math.min(records.size(), MOST_RECORDS))) {
            if (item instanceof ObjectNode record && isRecord(record)) {
                drafts.add(draft(record, read, length, drafts.size(), source, context));
            } else {
                rejected.add(refused(item, context));
            }
        }
        return drafts.isEmpty() ? refused(read.root(), context) : new Parsed.Understood(drafts, rejected);
    }

    /** A list of roots, or the one that there is. */
    private static List<JsonNode> roots(JsonNode root) {
        if (!(root instanceof ArrayNode list)) {
            return List.of(root);
        }
        List<JsonNode> roots = new ArrayList<>(list.size());
        list.forEach(roots::add);
        return roots;
    }

    private Parsed.Rejected refused(JsonNode item, FormatContext context) {
        JsonNode redacted = context.redactor().trees().redact(item, null, context.redactions());
        context.redactions().leave();
        return new Parsed.Rejected(DeadLetterCode.SCHEMA, "not a record of " + name, redacted.toString());
    }

    private Draft draft(
            ObjectNode record, JsonTree.Read read, int length, int index, Source source, FormatContext context) {
        String id = byDelivery()
                ? index == 0 ? source.id() : Identity.hash(name, source.id(), String.valueOf(index))
                : Identity.hash(
                        name,
                        source.origin().getCredential(),
                        id(record),
                        Identity.sha256Hex(record.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        String shared = activity(record);
        String activity =
                shared.isEmpty() ? id : Identity.hash(name, source.origin().getCredential(), shared);
        boolean decisive = decisive(record);
        redact(record, context);
        Runnable putBack = setAside(record);
        context.redactor().trees().redact(record, null, context.redactions());
        putBack.run();
        EventTime time = EventTime.of(stamp(record), source.receivedAt());
        EcsDocument document = new EcsDocument(time).text("event.kind", "event");
        if (read.duplicateKeys()) {
            document.tag("duplicate_key");
        }
        if (ofItsPod()) {
            OriginFields.write(source, document);
        } else {
            OriginFields.carried(source, document);
        }
        Original.write(read, record, length, context.maxOriginal(), document);
        ObjectNode named = read.awkwardKeys() ? (ObjectNode) FieldNames.repaired(record) : record;
        write(new Fields(named), document);
        keep(named, document);
        context.redactions().write(document);
        return new Draft(
                id,
                activity,
                time,
                dataset,
                decisive,
                document,
                List.of("event.original", namespace + ".flattened", namespace + ".record"));
    }

    /** The whole record; what stands elsewhere in the document too is not changed by fitting it. */
    private void keep(ObjectNode record, EcsDocument document) {
        if (recordFields == null) {
            document.node(namespace + ".record", Flattened.of(record));
        } else {
            JsonNode rest = recordFields.rest(record);
            if (rest instanceof ObjectNode left) {
                ObjectNode searched = Fields.without(left, bodies());
                if (!searched.isEmpty()) {
                    document.node(namespace + ".flattened.record", Flattened.of(searched));
                    document.redacted(namespace + ".flattened.record");
                }
            }
            document.node(namespace + ".record", recordFields.fit(record.deepCopy()));
        }
        document.redacted(namespace + ".record");
    }
}
