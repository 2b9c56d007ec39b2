// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich;

import io.fairlead.enrich.address.TrustedProxies;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Draft;
import io.fairlead.enrich.format.Excerpt;
import io.fairlead.enrich.format.Format;
import io.fairlead.enrich.format.FormatContext;
import io.fairlead.enrich.format.Formats;
import io.fairlead.enrich.format.JoiningFormat;
import io.fairlead.enrich.format.Parsed;
import io.fairlead.enrich.format.Source;
import io.fairlead.enrich.json.JsonReader;
import io.fairlead.enrich.mac.Fingerprints;
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
    private final Fingerprints fingerprints;
    private final int maxOriginal;
    private final int maxDocument;

    private Normalizer(EnrichConfig config, Formats formats) {
        this.formats = formats;
        this.reader = new JsonReader(config.maxDepth());
        this.redactor = Redactor.create(reader);
        this.trustedProxies = new TrustedProxies(config.trustedProxies());
        this.mac = new RawMac(config.macKey());
        this.fingerprints = Fingerprints.of(config.macKey());
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
        Redactions redactions = new Redactions(fingerprints);
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
            rejected.add(unknownFormat(raw));
            return;
        }
        FormatContext context = new FormatContext(redactor, redactions, reader, trustedProxies, maxOriginal);
        switch (format.get().parse(source, context)) {
            case Parsed.Understood understood -> {
                if (understood.drafts().size() == 1) {
                    redactions.write(understood.drafts().get(0).document());
                }
                understood.drafts().forEach(draft -> {
                    secure(draft.document(), redactions);
                    finish(raw, draft, events, rejected);
                });
                understood.rejected().forEach(refusal -> rejected.add(cut(refusal)));
            }
            case Parsed.Rejected refusal -> rejected.add(cut(refusal));
        }
    }

    /**
     * The last look over a document: a format may have taken a word out of a record before it was redacted. What stands
     * there under a name that tells it is secret, the format itself redacted.
     */
    private void secure(EcsDocument document, Redactions redactions) {
        document.changeTexts(text -> redactor.texts().redact(text, redactions));
        redactions.write(document);
    }

    private static Rejected cut(Parsed.Rejected refusal) {
        return new Rejected(refusal.code(), refusal.message(), Excerpt.of(refusal.excerpt()));
    }

    private void finish(RawLog raw, Draft draft, List<Event> events, List<Rejected> rejected) {
        EcsDocument document = draft.document();
        document.text("event.id", draft.id())
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

    private Rejected unknownFormat(RawLog raw) {
        String message = raw.getFormat().equals(Formats.AUTO)
                ? "the content fits no format, or more than one; claim one of " + formats.names()
                : "the claimed format is not one of " + formats.names();
        return new Rejected(DeadLetterCode.UNKNOWN_FORMAT, message, "");
    }
}
