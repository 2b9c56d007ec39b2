// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich;

import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.ecs.Rfc3339;
import io.fairlead.enrich.format.Draft;
import io.fairlead.enrich.format.Excerpt;
import io.fairlead.enrich.format.Parsed;
import io.fairlead.enrich.mac.RawMac;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import io.fairlead.schemas.record.Event;
import io.fairlead.schemas.record.RawLog;
import java.nio.ByteBuffer;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finishes what a format understood of one raw record and hands it over, a part at a time. */
final class Handover {
    private final RawLog raw;
    private final String receivedAt;
    private final RawMac mac;
    private final int maxDocument;
    private final Redaction redaction;
    private final Consumer<Event> events;
    private final Consumer<Rejected> rejected;
    private @Nullable String rawMac;
    private boolean failed;

    Handover(
            RawLog raw,
            RawMac mac,
            int maxDocument,
            Redaction redaction,
            Consumer<Event> events,
            Consumer<Rejected> rejected) {
        this.raw = raw;
        this.receivedAt = Rfc3339.text(raw.getReceivedAt());
        this.mac = mac;
        this.maxDocument = maxDocument;
        this.redaction = redaction;
        this.events = events;
        this.rejected = rejected;
    }

    /** Whether one that takes could not: a failure that is not ours to explain. */
    boolean failed() {
        return failed;
    }

    /** All of the part, or nothing when it cannot be finished. */
    void part(Parsed parsed) {
        List<Event> done = new ArrayList<>(1);
        List<Rejected> refused = new ArrayList<>(0);
        switch (parsed) {
            case Parsed.Understood understood -> {
                redaction.finish(understood);
                understood.drafts().forEach(draft -> finish(draft, done, refused));
                understood.rejected().forEach(refusal -> refused.add(cut(refusal)));
            }
            case Parsed.Rejected refusal -> {
                redaction.refused();
                refused.add(cut(refusal));
            }
        }
        done.forEach(event -> hand(events, event));
        refused.forEach(this::refuse);
    }

    void refuse(Rejected refusal) {
        hand(rejected, refusal);
    }

    private <T> void hand(Consumer<T> taker, T value) {
        try {
            taker.accept(value);
        } catch (RuntimeException e) {
            failed = true;
            throw e;
        }
    }

    private static Rejected cut(Parsed.Rejected refusal) {
        return new Rejected(refusal.code(), refusal.message(), Excerpt.of(refusal.excerpt()));
    }

    private void finish(Draft draft, List<Event> done, List<Rejected> refused) {
        EcsDocument document = draft.document();
        document.text("event.id", draft.id())
                .textIfAbsent("event.created", receivedAt)
                .text("event.ingested", receivedAt)
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
            refused.add(new Rejected(
                    DeadLetterCode.LIMIT,
                    "the document would be " + bytes.length + " bytes long, more than " + maxDocument,
                    ""));
            return;
        }
        done.add(new Event(
                draft.id(),
                draft.activity(),
                draft.time().instant().truncatedTo(ChronoUnit.MICROS),
                raw.getReceivedAt(),
                draft.dataset(),
                draft.decisive(),
                raw.getOrigin(),
                rawMac(),
                ByteBuffer.wrap(bytes)));
    }

    /** Once a record: a report may have a hundred thousand events. */
    private String rawMac() {
        String known = rawMac;
        if (known == null) {
            known = mac.of(raw.getPayload());
            rawMac = known;
        }
        return known;
    }
}
