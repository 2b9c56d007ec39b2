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
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** The records of one serial that have come so far. */
final class Pending {
    /** Most bytes of one event: with all that waits of its stream it must fit a record of the store's changelog. */
    static final int MOST_BYTES = 256 * 1024;

    private static final int MOST_LINES = 4096;

    private final RawLog first;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Set<ByteBuffer> lines = new HashSet<>();
    private byte[] encoded = new byte[0];
    private Instant last;
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

    /** Adds a record, unless it came before: a collector sends again what it is not sure of. One that tells nothing only marks the end. */
    void add(RawLog raw, boolean tells) {
        byte[] line = new byte[raw.getPayload().remaining()];
        raw.getPayload().duplicate().get(line);
        if (lines.add(ByteBuffer.wrap(line))) {
            append(line);
        }
        last = raw.getReceivedAt().isAfter(last) ? raw.getReceivedAt() : last;
        telling |= tells;
        encoded = new byte[0];
    }

    private void append(byte[] line) {
        if (bytes.size() > 0) {
            bytes.write('\n');
        }
        bytes.writeBytes(line);
    }

    /** The end was seen; a straggler may still come. */
    void end() {
        since = Math.max(since, 0);
    }

    /** A record of another event came; true when this one has waited for enough of them since its end. */
    boolean settled(int most) {
        return since >= 0 && ++since > most;
    }

    boolean isFull() {
        return bytes.size() >= MOST_BYTES || lines.size() >= MOST_LINES;
    }

    /** Bytes of the records. */
    int size() {
        return bytes.size();
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

    private void take(RawLog raw) {
        byte[] joined = new byte[raw.getPayload().remaining()];
        raw.getPayload().duplicate().get(joined);
        int from = 0;
        for (int i = 0; i <= joined.length; i++) {
            if (i == joined.length || joined[i] == '\n') {
                lines.add(ByteBuffer.wrap(Arrays.copyOfRange(joined, from, i)));
                from = i + 1;
            }
        }
        append(joined);
    }

    void write(DataOutputStream out) throws IOException {
        // most events are as they were when the state was written last
        if (encoded.length == 0) {
            encoded = RecordCodec.get().encode(joined());
        }
        out.writeInt(encoded.length);
        out.write(encoded);
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
            Pending pending = new Pending(raw);
            pending.take(raw);
            pending.telling = in.readBoolean();
            pending.since = in.readInt();
            return pending;
        } catch (MalformedRecordException e) {
            throw new IOException(e);
        }
    }
}
