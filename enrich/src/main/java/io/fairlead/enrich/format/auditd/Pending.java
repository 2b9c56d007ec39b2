// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.auditd;

import io.fairlead.schemas.codec.MalformedRecordException;
import io.fairlead.schemas.codec.RecordCodec;
import io.fairlead.schemas.record.RawLog;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;

/** The records of one serial that have come so far. */
final class Pending {
    private static final int MOST_BYTES = 1024 * 1024;
    private static final int MOST_LINES = 4096;

    private final RawLog first;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Instant last;
    private int lines;
    private boolean telling;
    private int since = -1;

    private Pending(RawLog first) {
        this.first = first;
        this.last = first.getReceivedAt();
    }

    /** A group that begins with this record. */
    static Pending of(RawLog raw, boolean telling) {
        Pending pending = new Pending(raw);
        pending.add(raw, telling);
        return pending;
    }

    /** Adds a record; one that tells nothing only marks the end. */
    void add(RawLog raw, boolean tells) {
        if (bytes.size() > 0) {
            bytes.write('\n');
        }
        byte[] line = new byte[raw.getPayload().remaining()];
        raw.getPayload().duplicate().get(line);
        bytes.writeBytes(line);
        last = raw.getReceivedAt().isAfter(last) ? raw.getReceivedAt() : last;
        lines++;
        telling |= tells;
    }

    /** The end was seen; a straggler may still come. */
    void end() {
        since = Math.max(since, 0);
    }

    /** A record of another event came; true when this one has waited for enough of them since its end. */
    boolean settled(int most) {
        return since >= 0 && ++since > most;
    }

    boolean ended() {
        return since >= 0;
    }

    boolean isFull() {
        return bytes.size() >= MOST_BYTES || lines >= MOST_LINES;
    }

    /** Whether a record is more than the mark of the end. */
    boolean tells() {
        return telling;
    }

    Instant last() {
        return last;
    }

    /** All records as one. */
    RawLog joined() {
        return RawLog.newBuilder(first)
                .setReceivedAt(last)
                .setPayload(ByteBuffer.wrap(bytes.toByteArray()))
                .build();
    }

    void write(DataOutputStream out) throws IOException {
        byte[] encoded = RecordCodec.get().encode(joined());
        out.writeInt(encoded.length);
        out.write(encoded);
        out.writeInt(lines);
        out.writeBoolean(telling);
        out.writeInt(since);
    }

    static Pending read(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("length " + length);
        }
        try {
            if (!(RecordCodec.get().decode(in.readNBytes(length)) instanceof RawLog raw)) {
                throw new IOException("no raw record");
            }
            Pending pending = Pending.of(raw, false);
            pending.lines = in.readInt();
            pending.telling = in.readBoolean();
            pending.since = in.readInt();
            return pending;
        } catch (MalformedRecordException e) {
            throw new IOException(e);
        }
    }
}
