// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich;

import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.ecs.EventTime;
import io.fairlead.enrich.format.Coalescer.Joined;
import io.fairlead.schemas.identity.Identity;
import io.fairlead.schemas.record.Event;
import io.fairlead.schemas.record.Origin;
import java.nio.ByteBuffer;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Numbers of a source's sequence that never came, as an event of their own. */
public final class LostRecords {
    private static final String DATASET = "fairlead.gaps";

    private LostRecords() {}

    /** The gap as an event. */
    public static Event event(Joined.Lost lost) {
        Origin origin = lost.near().getOrigin();
        String from = String.valueOf(lost.from());
        String to = String.valueOf(lost.from() + lost.count() - 1);
        String id = Identity.hash(
                "lost",
                lost.near().getFormat(),
                origin.getCluster(),
                origin.getNode(),
                origin.getStream(),
                from,
                to,
                lost.at().toString());
        EcsDocument document = new EcsDocument(EventTime.received(lost.at()))
                .text(
                        "message",
                        lost.count() + " records of " + origin.getStream() + " never came: numbers " + from + " to "
                                + to)
                .text("event.id", id)
                .text("event.kind", "event")
                .texts("event.category", List.of("host"))
                .texts("event.type", List.of("error"))
                .text("event.action", "gap")
                .text("event.outcome", "failure")
                .text("event.created", lost.at().toString())
                .text("event.ingested", lost.at().toString())
                .text("event.dataset", DATASET)
                .text("event.module", "fairlead")
                .text("data_stream.type", "logs")
                .text("data_stream.dataset", DATASET)
                .text("host.name", origin.getNode())
                .text("orchestrator.cluster.name", origin.getCluster())
                .text("fairlead.gap.stage", "enrich")
                .text("fairlead.gap.reason", "lost")
                .number("fairlead.gap.from", lost.from())
                .number("fairlead.gap.to", lost.from() + lost.count())
                .number("fairlead.gap.count", lost.count());
        return new Event(
                id,
                id,
                lost.at().truncatedTo(ChronoUnit.MICROS),
                lost.at(),
                DATASET,
                true,
                origin,
                "",
                ByteBuffer.wrap(document.bytes()));
    }
}
