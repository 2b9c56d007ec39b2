// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.http;

import com.linecorp.armeria.common.HttpStatus;
import io.fairlead.ingest.kafka.DeadLetters;
import io.fairlead.ingest.kafka.KafkaWriter;
import io.fairlead.ingest.kafka.Receipt;
import io.fairlead.ingest.split.ItemSink;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import io.fairlead.schemas.record.Origin;
import io.fairlead.schemas.record.RawLog;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request's records on their way to Kafka.
 *
 * <p>Promise: {@link #settle} answers 200 only when Kafka has acknowledged every record and every dead letter. It
 * answers within the patience given after the body's last byte or Kafka's last acknowledgement.
 */
final class Delivery implements ItemSink {
    private static final long HEAD_BYTES = 1 << 20;
    private static final int HEAD_ITEMS = 10_000;

    private sealed interface Part {
        record Item(byte[] bytes) implements Part {}

        record Rejected(DeadLetterCode code, String message, long length) implements Part {}
    }

    private final Submission submission;
    private final String collector;
    private final KafkaWriter writer;
    private final Progress progress;
    private final DeliveryIds ids;
    private final List<Part> head = new ArrayList<>();
    private boolean holding = true;
    private long held;
    private long index;
    private long items;
    private long rejections;
    private Optional<Part.Rejected> firstRejection = Optional.empty();

    Delivery(Submission submission, String collector, KafkaWriter writer, Duration patience) {
        this.submission = submission;
        this.collector = collector;
        this.writer = writer;
        this.progress = new Progress(patience);
        this.ids = new DeliveryIds(submission);
    }

    @Override
    public void item(byte[] bytes) {
        items++;
        ids.add(bytes);
        take(new Part.Item(bytes), bytes.length);
    }

    @Override
    public void rejected(DeadLetterCode code, String message, long length) {
        rejections++;
        Part.Rejected rejected = new Part.Rejected(code, message, length);
        if (firstRejection.isEmpty()) {
            firstRejection = Optional.of(rejected);
        }
        ids.addRejected(message, length);
        take(rejected, 0);
    }

    /** Whether Kafka failed a record, so that reading on is of no use. */
    boolean stopped() {
        progress.moved();
        return progress.failed();
    }

    /** The answer, once nothing of the request waits any more or Kafka's time is up. */
    Answer settle(boolean readable) {
        if (items == 0 && !readable) {
            return unreadable();
        }
        releaseHead();
        if (!progress.await()) {
            return unavailable();
        }
        return Answer.accepted(items, rejections);
    }

    /** The answer to a body whose compression breaks off: what could be read stays, the rest is a dead letter. */
    Answer settleBroken(boolean readable) {
        rejected(DeadLetterCode.PARSE, "the gzip stream is broken or ends too early", 0);
        return settle(readable);
    }

    /** The answer to a body that passes a bound: what stood before it stays, the rest is a dead letter. */
    Answer settleCut(String message) {
        if (items == 0) {
            return Answer.refused(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "too-large", message);
        }
        rejected(DeadLetterCode.LIMIT, "what follows was not read: " + message, 0);
        return settle(true);
    }

    /** Nothing follows although the body has not ended well; what was written is written. */
    Answer unavailable() {
        return Answer.later(
                HttpStatus.SERVICE_UNAVAILABLE, "kafka-unavailable", "Kafka did not take the records in time");
    }

    private Answer unreadable() {
        if (firstRejection.isEmpty()) {
            return Answer.refused(HttpStatus.BAD_REQUEST, "empty", "the body holds no record");
        }
        Part.Rejected first = firstRejection.get();
        HttpStatus status =
                first.code() == DeadLetterCode.LIMIT ? HttpStatus.REQUEST_ENTITY_TOO_LARGE : HttpStatus.BAD_REQUEST;
        return Answer.refused(status, first.code().code(), "no record can be read: " + first.message());
    }

    private void take(Part part, int length) {
        if (!holding) {
            write(part);
            return;
        }
        head.add(part);
        held += length;
        if (held > HEAD_BYTES || head.size() > HEAD_ITEMS) {
            releaseHead();
        }
    }

    private void releaseHead() {
        holding = false;
        head.forEach(this::write);
        head.clear();
    }

    private void write(Part part) {
        if (progress.failed()) {
            return;
        }
        long sequence = index++;
        String id = ids.at(sequence);
        Origin origin = new Origin(
                collector,
                submission.credential(),
                submission.peer(),
                submission.stream(),
                sequence,
                submission.cluster(),
                "");
        Receipt receipt = progress.expect();
        boolean taken = switch (part) {
            case Part.Item item ->
                writer.write(
                        new RawLog(
                                id,
                                origin,
                                submission.format(),
                                submission.receivedAt(),
                                ByteBuffer.wrap(item.bytes()),
                                Map.of()),
                        progress.left(),
                        receipt);
            case Part.Rejected rejected ->
                writer.write(
                        id,
                        DeadLetters.of(
                                origin,
                                submission.format(),
                                submission.receivedAt(),
                                rejected.code(),
                                rejected.message(),
                                rejected.length()),
                        progress.left(),
                        receipt);
        };
        if (!taken) {
            receipt.failed("no room");
        }
    }
}
