// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.topology;

import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.ecs.EventTime;
import io.fairlead.schemas.identity.Identity;
import io.fairlead.schemas.record.Event;
import io.fairlead.schemas.record.Origin;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Records of raw that expired before they were read.
 *
 * @param topic the topic
 * @param partition the partition
 * @param from first offset that is missing
 * @param to first offset that is there again
 */
record Gap(String topic, int partition, long from, long to) {
    /** Where gaps land. */
    static final String DATASET = "fairlead.gaps";

    long count() {
        return to - from;
    }

    /** The gap as an event of its own, found at this time of receipt by this group. */
    Event event(String group, Instant at) {
        String id =
                Identity.hash("gap", group, topic, String.valueOf(partition), String.valueOf(from), String.valueOf(to));
        EcsDocument document = new EcsDocument(EventTime.received(at))
                .text(
                        "message",
                        count() + " records expired before enrich read them: " + topic + "-" + partition
                                + " from offset " + from + " to " + to)
                .text("event.id", id)
                .text("event.kind", "event")
                .texts("event.category", List.of("host"))
                .texts("event.type", List.of("error"))
                .text("event.action", "gap")
                .text("event.outcome", "failure")
                .text("event.ingested", at.toString())
                .text("event.dataset", DATASET)
                .text("event.module", "fairlead")
                .text("data_stream.type", "logs")
                .text("data_stream.dataset", DATASET)
                .text("fairlead.gap.stage", "enrich")
                .text("fairlead.gap.reason", "expired")
                .text("fairlead.gap.topic", topic)
                .text("fairlead.gap.group", group)
                .number("fairlead.gap.partition", partition)
                .number("fairlead.gap.from", from)
                .number("fairlead.gap.to", to)
                .number("fairlead.gap.count", count());
        Origin origin = Origin.newBuilder()
                .setCollector(group)
                .setStream(topic + "-" + partition)
                .build();
        return new Event(
                id,
                id,
                at.truncatedTo(ChronoUnit.MICROS),
                at,
                DATASET,
                true,
                origin,
                "",
                ByteBuffer.wrap(document.bytes()));
    }
}
