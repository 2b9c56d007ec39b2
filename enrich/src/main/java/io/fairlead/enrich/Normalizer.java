// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich;

import io.fairlead.enrich.address.TrustedProxies;
import io.fairlead.enrich.format.AgentEnvelope;
import io.fairlead.enrich.format.AgentPlace;
import io.fairlead.enrich.format.Detection;
import io.fairlead.enrich.format.Format;
import io.fairlead.enrich.format.FormatContext;
import io.fairlead.enrich.format.Formats;
import io.fairlead.enrich.format.JoiningFormat;
import io.fairlead.enrich.format.Parsed;
import io.fairlead.enrich.format.ReportFormat;
import io.fairlead.enrich.format.Source;
import io.fairlead.enrich.json.JsonReader;
import io.fairlead.enrich.mac.Fingerprints;
import io.fairlead.enrich.mac.RawMac;
import io.fairlead.enrich.redact.Redactions;
import io.fairlead.enrich.redact.Redactor;
import io.fairlead.enrich.redact.SecretKind;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import io.fairlead.schemas.record.Event;
import io.fairlead.schemas.record.RawLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

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

    /** What the content of a record is found to be, whatever format is claimed for it. */
    public Detection detect(RawLog raw) {
        return formats.detect(new Source(raw, reader));
    }

    /** The format that this record is of, when it is one that joins records. */
    Optional<JoiningFormat> joining(RawLog raw) {
        if (!raw.getFormat().equals(Formats.AUTO)) {
            return joining(raw.getFormat());
        }
        if (raw.getPayload().remaining() > Source.MOST_TREE) {
            return Optional.empty();
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
        List<Event> events = new ArrayList<>(1);
        List<Rejected> rejected = new ArrayList<>(0);
        Map<SecretKind, Integer> redactions = normalize(raw, events::add, rejected::add);
        return new Normalized(events, rejected, redactions);
    }

    /**
     * Hands over what this raw record says, in its order and as it is read: a report of any size is never held as a whole
     * of events.
     *
     * @return replaced values by kind
     */
    public Map<SecretKind, Integer> normalize(RawLog raw, Consumer<Event> events, Consumer<Rejected> rejected) {
        Redactions redactions = new Redactions(fingerprints);
        Redaction redaction = new Redaction(redactor, redactions);
        Handover handover = new Handover(raw, mac, maxDocument, redaction, events, rejected);
        try {
            parse(raw, redactions, handover);
        } catch (RuntimeException | StackOverflowError fault) {
            if (handover.failed()) {
                throw fault;
            }
            handover.refuse(new Rejected(
                    DeadLetterCode.INTERNAL,
                    "normalising failed with " + fault.getClass().getName(),
                    ""));
        }
        return redactions.byKind();
    }

    private void parse(RawLog raw, Redactions redactions, Handover handover) {
        Source source = new Source(raw, reader);
        Optional<Format> format =
                raw.getFormat().equals(Formats.AUTO) ? formats.fitting(source) : formats.named(raw.getFormat());
        if (format.isEmpty()) {
            handover.refuse(unknownFormat(raw, source));
            return;
        }
        FormatContext context = new FormatContext(redactor, redactions, reader, trustedProxies, maxOriginal);
        if (format.get() instanceof ReportFormat report) {
            report.read(source, context, handover::part);
        } else {
            handover.part(line(format.get(), source, context));
        }
    }

    /** What a record says, or the line in a record that an agent made of it. */
    private static Parsed line(Format format, Source source, FormatContext context) {
        Optional<AgentEnvelope> agent = Formats.opened(source, format);
        if (agent.isEmpty()) {
            return format.parse(source, context);
        }
        AgentPlace place = agent.get().place(context);
        Parsed parsed = format.parse(place.of(agent.get().line(source)), context);
        if (parsed instanceof Parsed.Understood understood) {
            understood.drafts().forEach(draft -> place.write(draft.document()));
        }
        return parsed;
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
