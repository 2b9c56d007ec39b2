// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.topology;

import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.kafka.Topic;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TimestampExtractor;

/** raw → normalise → events and dead letters. */
final class EnrichTopology {
    /** Name of the sink of events. */
    static final String EVENTS = "events";

    /** Name of the sink of dead letters. */
    static final String DEAD_LETTERS = "dead-letters";

    private static final String RAW = "raw";
    private static final String NORMALIZE = "normalize";

    /** A record without a valid stamp is a record all the same. */
    private static final TimestampExtractor STAMP = (record, partitionTime) -> Math.max(0, record.timestamp());

    private EnrichTopology() {}

    static Topology build(KafkaConfig kafka, Supplier<NormalizeProcessor> processor) {
        Topology topology = new Topology();
        topology.addSource(
                AutoOffsetReset.earliest(),
                RAW,
                STAMP,
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                kafka.topic(Topic.RAW));
        topology.addProcessor(NORMALIZE, processor::get, RAW);
        topology.addSink(
                EVENTS,
                kafka.topic(Topic.EVENTS),
                new ByteArraySerializer(),
                Outgoing.SERIALIZER,
                Outgoing.SAME_PARTITION,
                NORMALIZE);
        topology.addSink(
                DEAD_LETTERS,
                kafka.topic(Topic.DEAD_LETTER),
                new ByteArraySerializer(),
                Outgoing.SERIALIZER,
                NORMALIZE);
        return topology;
    }
}
