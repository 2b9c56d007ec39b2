// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.topology;

import io.fairlead.enrich.Joining;
import io.fairlead.enrich.LostRecords;
import io.fairlead.enrich.Normalizer;
import io.fairlead.enrich.Rejected;
import io.fairlead.enrich.format.Coalescer.Joined;
import io.fairlead.enrich.redact.SecretKind;
import io.fairlead.schemas.codec.RecordCodec;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import io.fairlead.schemas.record.DeadLetter;
import io.fairlead.schemas.record.Event;
import io.fairlead.schemas.record.RawLog;
import io.fairlead.schemas.record.Reference;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one raw record, gives its events, heartbeat or dead letters. Never throws for what a record holds. Of one partition,
 * so that it sees every offset once and in order: a jump forward is records that expired unread.
 */
final class NormalizeProcessor extends ContextualProcessor<byte[], byte[], byte[], Outgoing> {
    private static final Logger LOG = LoggerFactory.getLogger(NormalizeProcessor.class);

    private final Normalizer normalizer;
    private final EnrichMetrics metrics;
    private final CommittedOffsets offsets;
    private final String group;
    private final int maxRecord;
    private final Joining joining;
    private OptionalLong next = OptionalLong.empty();
    private @Nullable KeyValueStore<String, byte[]> joins;

    NormalizeProcessor(
            Normalizer normalizer, EnrichMetrics metrics, CommittedOffsets offsets, String group, int maxRecord) {
        this.normalizer = normalizer;
        this.metrics = metrics;
        this.offsets = offsets;
        this.group = group;
        this.maxRecord = maxRecord;
        this.joining = new Joining(normalizer);
    }

    @Override
    public void init(ProcessorContext<byte[], Outgoing> context) {
        super.init(context);
        next = offsets.next(context.taskId().partition());
        KeyValueStore<String, byte[]> store = context.getStateStore(EnrichTopology.JOINS);
        joins = store;
        try (KeyValueIterator<String, byte[]> states = store.all()) {
            states.forEachRemaining(state -> restore(state, store));
        }
    }

    private void restore(KeyValue<String, byte[]> state, KeyValueStore<String, byte[]> store) {
        try {
            joining.restore(state.key, state.value);
        } catch (IllegalArgumentException e) {
            LOG.error("records that waited to be joined are lost, their state cannot be read: {}", e.getMessage());
            store.delete(state.key);
        }
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata from = context().recordMetadata().orElseThrow();
        byte @Nullable [] value = record.value();
        metrics.record(value == null ? 0 : value.length);
        watchForGap(record, from);
        switch (Incoming.of(value)) {
            case Incoming.Log log ->
                joining.add(log.raw())
                        .ifPresentOrElse(
                                joined -> joined(record, from, joined), () -> normalize(record, from, log.raw()));
            case Incoming.Beat beat -> {
                metrics.heartbeat();
                joined(record, from, joining.advance(beat.heartbeat().getReceivedAt()));
                long at = beat.heartbeat().getReceivedAt().toEpochMilli();
                send(record.withTimestamp(stamp(at)), EnrichTopology.EVENTS, from.partition(), beat.bytes());
            }
            case Incoming.Unreadable unreadable -> {
                Rejected rejected = new Rejected(DeadLetterCode.MALFORMED_RECORD, unreadable.message(), "");
                refuse(record, from, null, unreadable.length(), rejected);
            }
        }
    }

    private void joined(Record<byte[], byte[]> record, RecordMetadata from, List<Joined> joined) {
        for (Joined result : joined) {
            switch (result) {
                case Joined.Whole whole -> normalize(record, from, whole.raw());
                case Joined.Lost lost -> lost(record, from, lost);
            }
        }
        KeyValueStore<String, byte[]> store = joins;
        if (store != null) {
            joining.changes().forEach((stream, state) -> store.put(stream, state.orElse(null)));
        }
    }

    private void lost(Record<byte[], byte[]> record, RecordMetadata from, Joined.Lost lost) {
        metrics.lost(lost.count());
        LOG.warn(
                "{} records of {} never came",
                lost.count(),
                lost.near().getOrigin().getStream());
        Record<byte[], byte[]> stamped = record.withTimestamp(stamp(lost.at().toEpochMilli()));
        byte[] event = RecordCodec.get().encode(LostRecords.event(lost));
        send(stamped, EnrichTopology.EVENTS, from.partition(), event);
    }

    private void normalize(Record<byte[], byte[]> record, RecordMetadata from, RawLog raw) {
        long start = System.nanoTime();
        Record<byte[], byte[]> stamped =
                record.withTimestamp(stamp(raw.getReceivedAt().toEpochMilli()));
        Map<SecretKind, Integer> redactions = normalizer.normalize(
                raw,
                event -> event(stamped, from, raw, event),
                rejected -> refuse(stamped, from, raw, length(raw), rejected));
        metrics.normalize().record(System.nanoTime() - start, java.util.concurrent.TimeUnit.NANOSECONDS);
        metrics.redactions(redactions);
    }

    private void event(Record<byte[], byte[]> record, RecordMetadata from, RawLog raw, Event event) {
        byte[] bytes = RecordCodec.get().encode(event);
        if (bytes.length > maxRecord) {
            // a record the broker refuses would abort its transaction again and again
            String message =
                    "the event is " + bytes.length + " bytes long, more than the " + maxRecord + " a record may have";
            refuse(record, from, raw, length(raw), new Rejected(DeadLetterCode.LIMIT, message, ""));
        } else {
            metrics.event();
            send(record, EnrichTopology.EVENTS, from.partition(), bytes);
        }
    }

    private void refuse(
            Record<byte[], byte[]> record, RecordMetadata from, @Nullable RawLog raw, long length, Rejected rejected) {
        metrics.deadLetter(rejected.code());
        DeadLetter letter = DeadLetter.newBuilder()
                .setStage("enrich")
                .setCode(rejected.code().code())
                .setMessage(rejected.message())
                .setAt(Instant.ofEpochMilli(context().currentSystemTimeMs()))
                .setOrigin(raw == null ? null : raw.getOrigin())
                .setFormat(raw == null ? "" : raw.getFormat())
                .setReference(new Reference(from.topic(), from.partition(), from.offset()))
                .setLength(length)
                .setExcerpt(rejected.excerpt())
                .build();
        String key = from.topic() + "/" + from.partition() + "/" + from.offset();
        Record<byte[], byte[]> keyed = record.withKey(key.getBytes(StandardCharsets.UTF_8));
        send(
                keyed,
                EnrichTopology.DEAD_LETTERS,
                from.partition(),
                RecordCodec.get().encode(letter));
    }

    private void watchForGap(Record<byte[], byte[]> record, RecordMetadata from) {
        if (next.isPresent() && from.offset() > next.getAsLong()) {
            Gap gap = new Gap(from.topic(), from.partition(), next.getAsLong(), from.offset());
            metrics.expired(gap.count());
            LOG.error(
                    "{} records of {}-{} expired unread (offsets {} to {}): enrich was down or behind longer than"
                            + " the topic keeps records",
                    gap.count(),
                    gap.topic(),
                    gap.partition(),
                    gap.from(),
                    gap.to());
            Event event = gap.event(group, Instant.ofEpochMilli(record.timestamp()));
            send(
                    record,
                    EnrichTopology.EVENTS,
                    from.partition(),
                    RecordCodec.get().encode(event));
        }
        next = OptionalLong.of(from.offset() + 1);
    }

    private void send(Record<byte[], byte[]> record, String sink, int partition, byte[] bytes) {
        context().forward(record.withValue(new Outgoing(partition, bytes)), sink);
    }

    private static long stamp(long millis) {
        return Math.max(0, millis);
    }

    private static long length(RawLog raw) {
        return raw.getPayload().remaining();
    }
}
