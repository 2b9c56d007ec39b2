// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.syslog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.ecs.EventTime;
import io.fairlead.enrich.ecs.FieldNames;
import io.fairlead.enrich.ecs.Flattened;
import io.fairlead.enrich.ecs.Original;
import io.fairlead.enrich.format.DeliveryDraft;
import io.fairlead.enrich.format.Format;
import io.fairlead.enrich.format.FormatContext;
import io.fairlead.enrich.format.OriginFields;
import io.fairlead.enrich.format.Parsed;
import io.fairlead.enrich.format.Source;
import io.fairlead.enrich.format.WholeNumber;
import io.fairlead.enrich.format.component.PlatformLine;
import io.fairlead.enrich.format.docker.DockerEventFormat;
import io.fairlead.enrich.json.JsonTree;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Messages to the system's log: syslog of RFC 5424 and RFC 3164, files that rsyslog and syslogd write, and JSON of systemd's
 * journal. What sshd, sudo, su, cron, PAM and the user tools say becomes authentication, session and account events.
 *
 * <p>A stamp without a year means the latest year in which it is not after the receipt, in UTC unless the attribute {@code timezone}
 * names another zone. A text without a head is kept as a message, and that is tagged.
 */
public final class SyslogFormat implements Format {
    /** For the service loader. */
    public SyslogFormat() {}

    @Override
    public String name() {
        return "syslog";
    }

    @Override
    public boolean isOfItsProgram() {
        return true;
    }

    @Override
    public Fit fit(Source source) {
        byte[] bytes = source.bytes();
        if (bytes.length > 0 && bytes[0] == '{') {
            return journal(source) == null ? Fit.NONE : Fit.EXACT;
        }
        return read(source.text()).isPresent() && !DockerEventFormat.isLine(bytes) ? Fit.EXACT : Fit.NONE;
    }

    @Override
    public Parsed parse(Source source, FormatContext context) {
        ObjectNode journal = journal(source);
        String arrived = withoutEnd(source.text());
        Optional<Parsed> alert = CarriedAlert.parse(
                () -> journal == null ? read(arrived) : Optional.of(JournalEntry.of(journal)),
                arrived,
                source,
                context);
        if (alert.isPresent()) {
            return alert.get();
        }
        String text = journal == null ? context.redactor().texts().redact(arrived, context.redactions()) : arrived;
        if (text.isBlank()) {
            return new Parsed.Rejected(DeadLetterCode.PARSE, "the message is empty", "");
        }
        if (journal != null) {
            context.redactor().trees().redact(journal, null, context.redactions());
        }
        Optional<Message> read = journal == null ? read(text) : Optional.of(JournalEntry.of(journal));
        int start = Priority.end(text);
        Message message = read.orElseGet(() -> Message.bare(
                start == 0 ? Optional.empty() : Priority.of(text.substring(1, start - 1)), text.substring(start)));
        ZoneId zone = source.zone();
        EventTime time = time(message.stamp(), source.receivedAt(), zone);
        EcsDocument document = new EcsDocument(time);
        if (read.isEmpty()) {
            document.tag("syslog_head_missing");
        }
        OriginFields.write(source, document);
        head(message, document, context);
        document.text("message", message.text());
        sequence(message, journal).ifPresent(number -> document.number("event.sequence", number));
        if (journal != null) {
            JournalFields.write(journal, document);
            Original.write(journal, source.bytes().length, context.maxOriginal(), document);
        } else {
            Original.write(text, context.maxOriginal(), document);
        }
        Meaning meaning = Programs.meaning(message);
        new MeaningFields(document, context).write(message, meaning);
        // the journal is systemd's, and the programs whose messages are read are those of Linux
        document.text("host.os.type", journal != null || meaning.isRead() ? "linux" : "");
        String dataset = PlatformLine.write(message.program(), message.text(), context.reader(), document)
                .orElse(meaning.dataset());
        DeliveryDraft.tagReplaced(source, document);
        return DeliveryDraft.of(
                source, time, dataset, document, "event.original", "log.syslog.structured_data", "journald");
    }

    private static void head(Message message, EcsDocument document, FormatContext context) {
        message.priority()
                .ifPresent(priority -> document.number("log.syslog.priority", priority)
                        .number("log.syslog.facility.code", priority >> 3)
                        .text("log.syslog.facility.name", Priority.facility(priority))
                        .number("log.syslog.severity.code", priority & 7)
                        .text("log.syslog.severity.name", Priority.severity(priority))
                        .text("log.level", Priority.severity(priority)));
        document.text("log.syslog.appname", message.program())
                .text("log.syslog.procid", message.process())
                .text("log.syslog.msgid", message.kind())
                .text("log.syslog.hostname", message.host())
                .text("host.hostname", message.host())
                .text("process.name", Programs.name(message.program()));
        if (!message.process().isEmpty()
                && message.process().length() <= 10
                && message.process().chars().allMatch(c -> c >= '0' && c <= '9')) {
            document.number("process.pid", Long.parseLong(message.process()));
        }
        if (!message.data().isEmpty()) {
            ObjectNode data = JsonNodeFactory.instance.objectNode();
            message.data().forEach((id, values) -> {
                ObjectNode element = data.putObject(id);
                values.forEach(element::put);
            });
            context.redactor().trees().redact(data, null, context.redactions());
            document.node("log.syslog.structured_data", Flattened.of(FieldNames.repaired(data)));
        }
    }

    /** The sender's own count: that of the journal, or of structured data (RFC 5424, 7.3.1). */
    private static OptionalLong sequence(Message message, @Nullable ObjectNode journal) {
        return WholeNumber.of(
                journal == null
                        ? message.data().getOrDefault("meta", Map.of()).getOrDefault("sequenceId", "")
                        : JournalEntry.text(journal, "__SEQNUM"));
    }

    private static Optional<Message> read(String text) {
        Optional<Message> message = Rfc5424.parse(text);
        return message.isPresent() ? message : Rfc3164.parse(text);
    }

    private static @Nullable ObjectNode journal(Source source) {
        byte[] bytes = source.bytes();
        return bytes.length > 0
                        && bytes[0] == '{'
                        && source.json() instanceof JsonTree.Read read
                        && read.root() instanceof ObjectNode root
                        && JournalEntry.is(root)
                ? root
                : null;
    }

    private static EventTime time(String stamp, Instant receivedAt, ZoneId zone) {
        return EventTime.of(
                YearlessStamp.resolve(stamp, receivedAt, zone)
                        .or(() -> LocalStamp.resolve(stamp, zone))
                        .map(Instant::toString)
                        .orElse(stamp),
                receivedAt);
    }

    /** Transports leave line ends, and some the zero byte of old senders. */
    private static String withoutEnd(String text) {
        int end = text.length();
        while (end > 0 && "\n\r\0".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(0, end);
    }
}
