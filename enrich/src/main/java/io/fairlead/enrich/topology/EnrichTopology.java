// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.topology;

import io.fairlead.enrich.format.Coalescer;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.kafka.Topic;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.state.Stores;

/** raw → normalise → events and dead letters. */
final class EnrichTopology {
    /** Name of the sink of events. */
    static final String EVENTS = "events";

    /** Name of the sink of dead letters. */
    static final String DEAD_LETTERS = "dead-letters";

    /** Name of the store of records that wait for others; its changelog holds raw records, secrets inside, as raw does. */
    static final String JOINS = "joins";

    private static final Map<String, String> CHANGELOG =
            Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(2 * Coalescer.MOST_STATE));

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
        // cached, so that the changelog gets each stream's state once a commit and not once a record
        topology.addStateStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(JOINS), Serdes.String(), Serdes.ByteArray())
                        .withCachingEnabled()
                        .withLoggingEnabled(CHANGELOG),
                NORMALIZE);
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
