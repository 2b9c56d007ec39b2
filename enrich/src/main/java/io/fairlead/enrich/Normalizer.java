// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich;

import io.fairlead.enrich.address.TrustedProxies;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Detection;
import io.fairlead.enrich.format.Draft;
import io.fairlead.enrich.format.Excerpt;
import io.fairlead.enrich.format.Format;
import io.fairlead.enrich.format.FormatContext;
import io.fairlead.enrich.format.Formats;
import io.fairlead.enrich.format.JoiningFormat;
import io.fairlead.enrich.format.Parsed;
import io.fairlead.enrich.format.Source;
import io.fairlead.enrich.json.JsonReader;
import io.fairlead.enrich.mac.RawMac;
import io.fairlead.enrich.redact.Redactions;
import io.fairlead.enrich.redact.Redactor;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import io.fairlead.schemas.record.Event;
import io.fairlead.schemas.record.RawLog;
import java.nio.ByteBuffer;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns raw records into redacted ECS events.
 *
 * <p>Pure: the same raw record gives the same bytes, on every machine and at any time. Whatever a record holds, the answer
 * is a value: an event, or a rejection with its reason; a fault of ours is a rejection with code {@code internal}. No
 * secret that the redactors know leaves through a document, an excerpt or a message. Thread-safe.
 */
public final class Normalizer {
    private final Formats formats;
    private final JsonReader reader;
    private final Redactor redactor;
    private final TrustedProxies trustedProxies;
    private final RawMac mac;
    private final int maxOriginal;
    private final int maxDocument;

    private Normalizer(EnrichConfig config, Formats formats) {
        this.formats = formats;
        this.reader = new JsonReader(config.maxDepth());
        this.redactor = Redactor.create(reader);
        this.trustedProxies = new TrustedProxies(config.trustedProxies());
        this.mac = new RawMac(config.macKey());
        this.maxOriginal = config.maxOriginalSize().toInt();
        this.maxDocument = config.maxDocumentSize().toInt();
    }

    /** A normaliser for every format on the class path. */
    public static Normalizer create(EnrichConfig config) {
        return new Normalizer(config, Formats.load());
    }

    /** Names of the formats that it knows, sorted; {@code auto} besides. */
    public List<String> formats() {
        return formats.names();
    }

    /** What the content of a record is found to be, whatever format is claimed for it. */
    public Detection detect(RawLog raw) {
        return formats.detect(new Source(raw, reader));
    }

    /** The format that this record is of, when it is one that joins records. */
    Optional<JoiningFormat> joining(RawLog raw) {
        if (!raw.getFormat().equals(Formats.AUTO)) {
            return joining(raw.getFormat());
        }
        Source source = new Source(raw, reader);
        return formats.joining().stream()
                .filter(format -> format.fit(source) == Format.Fit.EXACT)
                .filter(format -> formats.fitting(source).filter(format::equals).isPresent())
                .findFirst();
    }

    /** The format of this name, when it is one that joins records. */
    Optional<JoiningFormat> joining(String name) {
        return formats.named(name).filter(JoiningFormat.class::isInstance).map(JoiningFormat.class::cast);
    }

    /**
     * What a record of a format that joins records says before it is joined, as JSON, redacted; empty when its format
     * joins nothing or it cannot be read.
     */
    public Optional<String> record(RawLog raw) {
        Source source = new Source(raw, reader);
        FormatContext context = new FormatContext(redactor, new Redactions(), reader, trustedProxies, maxOriginal);
        return joining(raw).flatMap(format -> format.record(source, context)).map(Object::toString);
    }

    /** What this raw record says. */
    public Normalized normalize(RawLog raw) {
        Redactions redactions = new Redactions();
        List<Event> events = new ArrayList<>(1);
        List<Rejected> rejected = new ArrayList<>(0);
        try {
            parse(raw, redactions, events, rejected);
        } catch (RuntimeException | StackOverflowError fault) {
            events.clear();
            rejected.add(new Rejected(
                    DeadLetterCode.INTERNAL,
                    "normalising failed with " + fault.getClass().getName(),
                    ""));
        }
        return new Normalized(events, rejected, redactions.byKind());
    }

    private void parse(RawLog raw, Redactions redactions, List<Event> events, List<Rejected> rejected) {
        Source source = new Source(raw, reader);
        Optional<Format> format =
                raw.getFormat().equals(Formats.AUTO) ? formats.fitting(source) : formats.named(raw.getFormat());
        if (format.isEmpty()) {
            rejected.add(unknownFormat(raw, source));
            return;
        }
        FormatContext context = new FormatContext(redactor, redactions, reader, trustedProxies, maxOriginal);
        switch (format.get().parse(source, context)) {
            case Parsed.Understood understood -> {
                understood.drafts().forEach(draft -> finish(raw, draft, events, rejected));
                understood.rejected().forEach(refusal -> rejected.add(cut(refusal)));
            }
            case Parsed.Rejected refusal -> rejected.add(cut(refusal));
        }
    }

    private static Rejected cut(Parsed.Rejected refusal) {
        return new Rejected(refusal.code(), refusal.message(), Excerpt.of(refusal.excerpt()));
    }

    private void finish(RawLog raw, Draft draft, List<Event> events, List<Rejected> rejected) {
        EcsDocument document = draft.document();
        document.text("event.id", draft.id())
                .textIfAbsent("event.created", raw.getReceivedAt().toString())
                .text("event.ingested", raw.getReceivedAt().toString())
                .text("event.dataset", draft.dataset())
                .text(
                        "event.module",
                        draft.dataset().substring(0, draft.dataset().indexOf('.')))
                .text("data_stream.type", "logs")
                .text("data_stream.dataset", draft.dataset());
        byte[] bytes = document.bytes();
        for (String path : draft.expendable()) {
            if (bytes.length > maxDocument && document.remove(path)) {
                bytes = document.tag("body_dropped").bytes();
            }
        }
        if (bytes.length > maxDocument) {
            rejected.add(new Rejected(
                    DeadLetterCode.LIMIT,
                    "the document would be " + bytes.length + " bytes long, more than " + maxDocument,
                    ""));
            return;
        }
        events.add(new Event(
                draft.id(),
                draft.activity(),
                draft.time().instant().truncatedTo(ChronoUnit.MICROS),
                raw.getReceivedAt(),
                draft.dataset(),
                draft.decisive(),
                raw.getOrigin(),
                mac.of(raw.getPayload()),
                ByteBuffer.wrap(bytes)));
    }

    private Rejected unknownFormat(RawLog raw, Source source) {
        String message = "the claimed format is not one of " + formats.names();
        if (raw.getFormat().equals(Formats.AUTO)) {
            List<String> fitting = formats.detect(source).names();
            message = "the content fits "
                    + (fitting.isEmpty() ? "no format" : "more than one format: " + fitting)
                    + "; claim one of " + formats.names();
        }
        return new Rejected(DeadLetterCode.UNKNOWN_FORMAT, message, "");
    }
}
