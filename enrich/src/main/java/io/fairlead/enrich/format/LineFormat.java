// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.ecs.EventTime;
import io.fairlead.enrich.ecs.FieldNames;
import io.fairlead.enrich.ecs.Original;
import io.fairlead.enrich.json.JsonTree;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import java.util.Optional;

/**
 * A program's log of lines that are text or JSON, as it is told to write: both are read into one record of named values.
 * Secrets are taken out before a line is read. The program is the pod that the line came from; its identity is the
 * delivery's.
 */
public abstract class LineFormat implements Format {
    /** Longest line of text in bytes. */
    protected static final int LONGEST = 64 * 1024;

    private final String name;
    private final String dataset;

    /**
     * A format.
     *
     * @param name the format's name
     * @param dataset where its documents land
     */
    protected LineFormat(String name, String dataset) {
        this.name = name;
        this.dataset = dataset;
    }

    /** Whether a line of text may be one; a look at some bytes by which nearly all others are told. */
    protected abstract boolean mayBe(byte[] bytes);

    /** The values of a line of text, or empty when it is none of this program's. */
    protected abstract Optional<ObjectNode> line(String text);

    /** The values of a JSON line, or empty when it is none of this program's; the line itself stays as it is. */
    protected abstract Optional<ObjectNode> record(ObjectNode json);

    /** Whether the values are of this program beyond doubt, so that content alone tells. */
    protected boolean isCertain(Fields record) {
        return true;
    }

    /** When it was, RFC 3339; empty when the line does not say. */
    protected abstract String stamp(Fields record, Source source);

    /** Writes what the line says. */
    protected abstract void write(Fields record, Source source, EcsDocument document);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final boolean isOfItsProgram() {
        return true;
    }

    @Override
    public final Fit fit(Source source) {
        byte[] bytes = source.bytes();
        if (bytes.length == 0) {
            return Fit.NONE;
        }
        Optional<ObjectNode> record = Optional.empty();
        if (bytes[0] == '{') {
            record = source.json() instanceof JsonTree.Read read && read.root() instanceof ObjectNode root
                    ? record(root)
                    : record;
        } else if (bytes.length < LONGEST && mayBe(bytes)) {
            record = line(source.text().strip());
        }
        return record.filter(values -> isCertain(new Fields(values))).isPresent() ? Fit.EXACT : Fit.NONE;
    }

    @Override
    public final Parsed parse(Source source, FormatContext context) {
        byte[] bytes = source.bytes();
        return bytes.length > 0 && bytes[0] == '{'
                ? source.asObject((root, read) -> json(root, read, source, context))
                : text(source, context);
    }

    private Parsed json(ObjectNode root, JsonTree.Read read, Source source, FormatContext context) {
        context.redactor().trees().redact(root, null, context.redactions());
        ObjectNode named = read.awkwardKeys() ? (ObjectNode) FieldNames.repaired(root) : root;
        Optional<ObjectNode> record = record(named);
        String original = source.bytes().length > (long) context.maxOriginal() * 4 ? "" : root.toString();
        return record.isEmpty()
                ? new Parsed.Rejected(DeadLetterCode.SCHEMA, "not a line of " + name, root.toString())
                : understood(record.get(), original, source, context, read.duplicateKeys());
    }

    private Parsed text(Source source, FormatContext context) {
        String text = source.text().strip();
        if (text.length() > LONGEST) {
            return new Parsed.Rejected(DeadLetterCode.LIMIT, "the line is longer than " + LONGEST, "");
        }
        String clean = context.redactor().texts().redact(text, context.redactions());
        Optional<ObjectNode> record = line(clean);
        return record.isEmpty()
                ? new Parsed.Rejected(DeadLetterCode.PARSE, "not a line of " + name, clean)
                : understood(record.get(), clean, source, context, false);
    }

    private Parsed understood(
            ObjectNode record, String original, Source source, FormatContext context, boolean duplicateKeys) {
        Fields fields = new Fields(record);
        String written = stamp(fields, source);
        String stamp = written.isEmpty() ? source.readAt() : written;
        EventTime time =
                stamp.isEmpty() ? EventTime.received(source.receivedAt()) : EventTime.of(stamp, source.receivedAt());
        EcsDocument document = new EcsDocument(time).text("event.kind", "event");
        if (duplicateKeys) {
            document.tag("duplicate_key");
        }
        OriginFields.write(source, document);
        write(fields, source, document);
        DeliveryDraft.tagReplaced(source, document);
        Original.write(original, context.maxOriginal(), document);
        return DeliveryDraft.of(source, time, dataset, document, "event.original");
    }
}
