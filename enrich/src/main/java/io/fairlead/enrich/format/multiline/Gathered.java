// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.multiline;

import io.fairlead.schemas.codec.MalformedRecordException;
import io.fairlead.schemas.codec.RecordCodec;
import io.fairlead.schemas.record.RawLog;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Raw records, one behind the other, that become one. */
final class Gathered {
    private final RawLog first;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Long> ids = new ArrayList<>();
    private Instant last;

    private Gathered(RawLog first) {
        this.first = first;
        this.last = first.getReceivedAt();
    }

    static Gathered of(RawLog raw) {
        Gathered gathered = new Gathered(raw);
        gathered.add(raw);
        return gathered;
    }

    /** What stands for a record in a list of those that were seen: its id in 64 bits. */
    static long mark(String id) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    void add(RawLog raw) {
        append(raw);
        ids.add(mark(raw.getId()));
        last = raw.getReceivedAt().isAfter(last) ? raw.getReceivedAt() : last;
    }

    void addAll(Gathered more) {
        append(more.joined());
        ids.addAll(more.ids);
        last = more.last.isAfter(last) ? more.last : last;
    }

    private void append(RawLog raw) {
        byte[] payload = new byte[raw.getPayload().remaining()];
        raw.getPayload().duplicate().get(payload);
        if (!ids.isEmpty()) {
            bytes.write('\n');
        }
        bytes.writeBytes(payload);
    }

    /** Bytes of the records. */
    int size() {
        return bytes.size();
    }

    /** How many records. */
    int count() {
        return ids.size();
    }

    /** When the last one was received. */
    Instant last() {
        return last;
    }

    boolean holds(long mark) {
        return ids.contains(mark);
    }

    List<Long> marks() {
        return ids;
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
        out.writeInt(ids.size());
        for (long id : ids) {
            out.writeLong(id);
        }
    }

    static Gathered read(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("length " + length);
        }
        try {
            if (!(RecordCodec.get().decode(in.readNBytes(length)) instanceof RawLog raw)) {
                throw new IOException("no raw record");
            }
            Gathered gathered = new Gathered(raw);
            gathered.append(raw);
            int count = in.readInt();
            if (count < 1 || (long) count * Long.BYTES > in.available()) {
                throw new IOException("count " + count);
            }
            for (int i = 0; i < count; i++) {
                gathered.ids.add(in.readLong());
            }
            return gathered;
        } catch (MalformedRecordException e) {
            throw new IOException(e);
        }
    }
}
