// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.elasticsearch;

import io.fairlead.schemas.codec.MalformedRecordException;
import io.fairlead.schemas.codec.RecordCodec;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import io.fairlead.schemas.elasticsearch.DataStream;
import io.fairlead.schemas.record.Alert;
import io.fairlead.schemas.record.Event;
import io.fairlead.schemas.record.Heartbeat;
import io.fairlead.schemas.record.Origin;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Turns records of {@code events} and {@code alerts} into documents with a checked data stream and {@code _id}. */
final class DocumentReader {
    private static final int LONGEST_ID = 512; // bytes; Elasticsearch refuses a whole bulk request over one longer

    private final String namespace;

    DocumentReader(String namespace) {
        this.namespace = namespace;
    }

    Reading read(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return new Reading.Unreadable(DeadLetterCode.MALFORMED_RECORD, "the record has no value", null);
        }
        SpecificRecordBase decoded;
        try {
            decoded = RecordCodec.get().decode(record.value());
        } catch (MalformedRecordException e) {
            return new Reading.Unreadable(DeadLetterCode.MALFORMED_RECORD, words(e), null);
        }
        if (decoded instanceof Heartbeat) {
            return new Reading.Nothing();
        } else if (decoded instanceof Event event) {
            return document(
                    record,
                    event.getDataset(),
                    event.getId(),
                    event.getDocument(),
                    event.getTime(),
                    event.getReceivedAt(),
                    event.getOrigin());
        } else if (decoded instanceof Alert alert) {
            String replay = alert.getReplayId();
            return document(
                    record,
                    replay == null ? DataStream.ALERTS : DataStream.REPLAY,
                    replay == null ? alert.getId() : replay + ":" + alert.getId(),
                    alert.getDocument(),
                    alert.getTime(),
                    alert.getReceivedAt(),
                    null);
        }
        return new Reading.Unreadable(
                DeadLetterCode.MALFORMED_RECORD,
                "expected an Event, an Alert or a Heartbeat, found "
                        + decoded.getSchema().getName(),
                null);
    }

    private Reading document(
            ConsumerRecord<byte[], byte[]> record,
            String dataset,
            String id,
            ByteBuffer source,
            Instant time,
            Instant receivedAt,
            @Nullable Origin origin) {
        Optional<DataStream> stream = DataStream.of(dataset, namespace);
        if (stream.isEmpty()) {
            return new Reading.Unreadable(
                    DeadLetterCode.REJECTED, "the record's dataset is not fit for the name of a data stream", origin);
        }
        int length = id.getBytes(StandardCharsets.UTF_8).length;
        if (length == 0 || length > LONGEST_ID) {
            return new Reading.Unreadable(
                    DeadLetterCode.REJECTED,
                    "the record's id has " + length + " bytes, 1 to " + LONGEST_ID + " are taken",
                    origin);
        }
        long happened = Math.min(time.toEpochMilli(), receivedAt.toEpochMilli());
        return new Reading.Indexable(new Document(
                stream.get().name(), id, oneLine(source), happened, receivedAt.toEpochMilli(), origin, record));
    }

    /** The bytes; a line end, which between JSON tokens is only white space, becomes a space so that it does not end the bulk line. */
    private static byte[] oneLine(ByteBuffer source) {
        byte[] bytes = new byte[source.remaining()];
        source.duplicate().get(bytes);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                bytes[i] = ' ';
            }
        }
        return bytes;
    }

    private static String words(MalformedRecordException e) {
        return e.getMessage() == null ? "malformed" : e.getMessage();
    }
}
