// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.proxy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.fairlead.enrich.address.IpLiteral;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.ecs.EventTime;
import io.fairlead.enrich.ecs.Original;
import io.fairlead.enrich.format.DeliveryDraft;
import io.fairlead.enrich.format.Format;
import io.fairlead.enrich.format.FormatContext;
import io.fairlead.enrich.format.OriginFields;
import io.fairlead.enrich.format.Parsed;
import io.fairlead.enrich.format.Source;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import java.util.List;

/** A log of one line a request, which one expression reads; secrets are taken out of the line before it is read. */
abstract class AccessFormat implements Format {
    private static final int LONGEST = 64 * 1024;

    private final String name;
    private final Pattern line;

    /**
     * A format.
     *
     * @param name its name and dataset
     * @param line the whole line
     */
    AccessFormat(String name, String line) {
        this.name = name;
        this.line = Pattern.compile(line);
    }

    /** A byte that every line has near its beginning: nearly all others are told by it. */
    abstract boolean mayBe(byte[] bytes);

    /** When it was, RFC 3339; empty when the line does not say. */
    abstract String stamp(Matcher match);

    /** Writes what the line says. */
    abstract void write(Matcher match, EcsDocument document);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Fit fit(Source source) {
        byte[] bytes = source.bytes();
        boolean fits = bytes.length < LONGEST
                && bytes.length > 0
                && bytes[0] != '{'
                && mayBe(bytes)
                && line.matcher(source.text().strip()).matches();
        return fits ? Fit.EXACT : Fit.NONE;
    }

    @Override
    public final Parsed parse(Source source, FormatContext context) {
        String text = source.text().strip();
        if (text.length() > LONGEST) {
            return new Parsed.Rejected(DeadLetterCode.LIMIT, "the line is longer than " + LONGEST, "");
        }
        String clean = context.redactor().texts().redact(text, context.redactions());
        Matcher match = line.matcher(clean);
        if (!match.matches()) {
            return new Parsed.Rejected(DeadLetterCode.PARSE, "not a line of " + name, clean);
        }
        String stamp = stamp(match);
        EventTime time =
                stamp.isEmpty() ? EventTime.received(source.receivedAt()) : EventTime.of(stamp, source.receivedAt());
        EcsDocument document = new EcsDocument(time).text("event.kind", "event").text("message", clean);
        OriginFields.write(source, document);
        write(match, document);
        DeliveryDraft.tagReplaced(source, document);
        Original.write(clean, context.maxOriginal(), document);
        return DeliveryDraft.of(source, time, name, document, "event.original");
    }

    /** A group's text, or an empty text for nothing and for a dash. */
    static String text(Matcher match, String group) {
        String text = match.group(group);
        return text == null || text.equals("-") ? "" : text;
    }

    /** A group's whole number, if it is one. */
    static void number(Matcher match, String group, String path, EcsDocument document) {
        String text = text(match, group);
        if (!text.isEmpty() && text.length() < 16 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            document.number(path, Long.parseLong(text));
        }
    }

    /** Where a request came from. */
    static void source(String address, EcsDocument document) {
        document.text("source.address", address);
        if (IpLiteral.isLiteral(address)) {
            document.text("source.ip", address).texts("related.ip", List.of(address));
        }
    }

    /** What an HTTP request was and how it ended. */
    static void http(Matcher match, EcsDocument document) {
        String target = text(match, "target");
        int question = target.indexOf('?');
        document.text("http.request.method", text(match, "method"))
                .text("url.original", target)
                .text("url.path", question < 0 ? target : target.substring(0, question))
                .text("url.query", question < 0 ? "" : target.substring(question + 1))
                .text("http.version", text(match, "version"))
                .text("user_agent.original", text(match, "agent"));
        number(match, "status", "http.response.status_code", document);
        number(match, "sent", "http.response.body.bytes", document);
        String status = text(match, "status");
        boolean refused = status.startsWith("4") || status.startsWith("5");
        document.texts("event.category", List.of("web"))
                .texts("event.type", List.of("access"))
                .text("event.outcome", refused ? "failure" : "success");
    }
}
