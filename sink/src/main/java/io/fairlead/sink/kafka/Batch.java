// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Records of one poll, partition by partition in order, and how far they are done. */
public final class Batch {
    private final List<ConsumerRecord<byte[], byte[]>> records;
    private final BooleanSupplier closing;
    private final Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
    private boolean held;

    Batch(List<ConsumerRecord<byte[], byte[]>> records, BooleanSupplier closing) {
        this.records = records;
        this.closing = closing;
    }

    /**
     * To be called between records where each takes long.
     *
     * @throws InterruptedException when the reader closes: what is done is committed, the rest comes again
     */
    public void proceed() throws InterruptedException {
        if (closing.getAsBoolean()) {
            throw new InterruptedException("closing");
        }
    }

    /** The records. */
    public List<ConsumerRecord<byte[], byte[]>> records() {
        return records;
    }

    /** This record and all before it in its partition have had their effect: its offset may be committed. */
    public synchronized void done(ConsumerRecord<byte[], byte[]> record) {
        done.put(new TopicPartition(record.topic(), record.partition()), new OffsetAndMetadata(record.offset() + 1));
    }

    /**
     * What is not marked done stays so after the handler returns: its effect comes with a later batch, which then marks it.
     * After a crash before that, the records come again.
     */
    public synchronized void hold() {
        held = true;
    }

    /** All records have had their effect, unless the handler holds some back. */
    void allDone() {
        if (!isHeld()) {
            records.forEach(this::done);
        }
    }

    private synchronized boolean isHeld() {
        return held;
    }

    /** What may be committed and has not been taken yet. */
    synchronized Map<TopicPartition, OffsetAndMetadata> takeDone() {
        Map<TopicPartition, OffsetAndMetadata> taken = new HashMap<>(done);
        done.clear();
        return taken;
    }
}
