// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.topology;

import io.fairlead.schemas.codec.MalformedRecordException;
import io.fairlead.schemas.codec.RecordCodec;
import io.fairlead.schemas.record.Heartbeat;
import io.fairlead.schemas.record.RawLog;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** What stands on raw. */
sealed interface Incoming {
    /**
     * A raw log record.
     *
     * @param raw the record
     */
    record Log(RawLog raw) implements Incoming {}

    /**
     * A heartbeat.
     *
     * @param heartbeat the record
     * @param bytes the same, encoded
     */
    record Beat(Heartbeat heartbeat, byte[] bytes) implements Incoming {}

    /**
     * Something that should not stand there.
     *
     * @param message what it is instead
     * @param length how many bytes
     */
    record Unreadable(String message, int length) implements Incoming {}

    /** The record in these bytes. */
    static Incoming of(byte @Nullable [] bytes) {
        if (bytes == null) {
            return new Unreadable("the record has no value", 0);
        }
        try {
            SpecificRecordBase record = RecordCodec.get().decode(bytes);
            if (record instanceof RawLog raw) {
                return new Log(raw);
            } else if (record instanceof Heartbeat heartbeat) {
                return new Beat(heartbeat, bytes);
            }
            return new Unreadable(
                    "expected RawLog or Heartbeat, found " + record.getSchema().getName(), bytes.length);
        } catch (MalformedRecordException e) {
            return new Unreadable("neither RawLog nor Heartbeat: " + e.getMessage(), bytes.length);
        }
    }
}
