// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.auditd;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.ecs.EventTime;
import io.fairlead.enrich.ecs.Original;
import io.fairlead.enrich.format.Coalescer;
import io.fairlead.enrich.format.DeliveryDraft;
import io.fairlead.enrich.format.Draft;
import io.fairlead.enrich.format.FormatContext;
import io.fairlead.enrich.format.JoiningFormat;
import io.fairlead.enrich.format.OriginFields;
import io.fairlead.enrich.format.Parsed;
import io.fairlead.enrich.format.Source;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import io.fairlead.schemas.identity.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lines of the Linux audit daemon's log, raw or enriched. A source holds the lines of one event, which
 * {@link AuditCoalescer} brought together; a line alone is an event of what it says.
 */
public final class AuditdFormat implements JoiningFormat {
    /** Where events land. */
    static final String DATASET = "auditd_manager.auditd";

    /** For the service loader. */
    public AuditdFormat() {}

    @Override
    public String name() {
        return "auditd";
    }

    @Override
    public Fit fit(Source source) {
        byte[] bytes = source.bytes();
        boolean begins = bytes.length > 20 && (bytes[0] == 't' || bytes[0] == 'n');
        return begins && AuditLine.of(firstLine(source.text())).isPresent() ? Fit.EXACT : Fit.NONE;
    }

    @Override
    public Coalescer coalescer() {
        return new AuditCoalescer();
    }

    @Override
    public Optional<ObjectNode> record(Source source, FormatContext context) {
        String text = context.redactor().texts().redact(source.text().strip(), context.redactions());
        return AuditLine.of(text).map(line -> LoneRecord.of(RecordReader.read(line), context));
    }

    @Override
    public Parsed parse(Source source, FormatContext context) {
        List<String> lines = source.text()
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> context.redactor().texts().redact(line, context.redactions()))
                .toList();
        List<AuditRecord> records = new ArrayList<>(lines.size());
        List<String> texts = new ArrayList<>(lines.size());
        for (String text : lines) {
            Optional<AuditLine> line = AuditLine.of(text);
            if (line.isEmpty()) {
                return new Parsed.Rejected(
                        text.length() > AuditLine.LONGEST ? DeadLetterCode.LIMIT : DeadLetterCode.PARSE,
                        "not a line of an audit log (type=TYPE msg=audit(SECONDS.MILLIS:SERIAL): …, at most "
                                + AuditLine.LONGEST + " characters)",
                        "");
            }
            if (!line.get()
                    .stamp()
                    .equals(
                            records.isEmpty()
                                    ? line.get().stamp()
                                    : records.get(0).line().stamp())) {
                return new Parsed.Rejected(DeadLetterCode.SCHEMA, "lines of more than one event in one record", "");
            }
            records.add(RecordReader.read(line.get()));
            texts.add(text);
        }
        return records.isEmpty()
                ? new Parsed.Rejected(DeadLetterCode.PARSE, "the line is empty", "")
                : understood(records, texts, source, context);
    }

    private static Parsed understood(
            List<AuditRecord> records, List<String> texts, Source source, FormatContext context) {
        List<AuditRecord> telling =
                records.stream().filter(record -> !record.type().equals("eoe")).toList();
        AuditEvent event = Coalescence.of(telling.isEmpty() ? records : telling);
        Interpretation.apply(event);
        Cleaning cleaning = new Cleaning(context);
        List<String> arguments = cleaning.arguments(event.arguments);
        EventTime time = EventTime.of(event.head.time().toString(), source.receivedAt());
        EcsDocument document = new EcsDocument(time);
        new AuditDocument(event, document, cleaning).write(arguments);
        OriginFields.write(source, document);
        document.text("host.name", event.head.node()).text("host.os.type", "linux");
        DeliveryDraft.tagReplaced(source, document);
        StringBuilder original = new StringBuilder();
        for (int i = 0; i < records.size(); i++) {
            original.append(i == 0 ? "" : "\n")
                    .append(cleaning.line(records.get(i), texts.get(i), event.arguments, arguments));
        }
        Original.write(original.toString(), context.maxOriginal(), document);
        String host = event.head.node().isEmpty() ? source.origin().getNode() : event.head.node();
        String scope = host.isEmpty() ? source.origin().getStream() : host;
        String cluster = source.origin().getCluster();
        String stamp = event.head.stamp();
        // the lines are part of the identity: a latecomer that missed its event must not take its place
        String id = Identity.hash(cluster, scope, stamp, Identity.sha256Hex(source.bytes()));
        String activity = Identity.hash(cluster, scope, stamp);
        return new Parsed.Understood(List.of(
                new Draft(id, activity, time, DATASET, true, document, List.of("event.original", "auditd.paths"))));
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }
}
