// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.auditd;

import io.fairlead.enrich.format.Coalescer.Joined;
import io.fairlead.schemas.codec.MalformedRecordException;
import io.fairlead.schemas.codec.RecordCodec;
import io.fairlead.schemas.record.RawLog;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The serials of each machine of a stream: every kernel counts by itself. At most {@value #MOST} machines are held; the one
 * that was quiet longest tells what it misses when another comes.
 */
final class Machines {
    private static final int MOST = 128;

    /**
     * One machine.
     *
     * @param near its first record without the payload: what only tells where a gap is must not keep secrets
     * @param encoded the same as bytes
     */
    private record Machine(Serials serials, RawLog near, byte[] encoded) {
        static Machine of(RawLog near) {
            return new Machine(new Serials(), near, RecordCodec.get().encode(near));
        }
    }

    private final LinkedHashMap<String, Machine> machines = new LinkedHashMap<>(16, 0.75f, true);
    private Instant last = Instant.EPOCH;

    /** Takes note of a line; gives what can no longer come. */
    List<Joined> seen(AuditLine line, RawLog raw) {
        List<Joined> lost = new ArrayList<>();
        if (!machines.containsKey(line.node()) && machines.size() >= MOST) {
            Iterator<Machine> eldest = machines.values().iterator();
            Machine quiet = eldest.next();
            tell(quiet, quiet.serials().all(), raw.getReceivedAt(), lost);
            eldest.remove();
        }
        Machine machine = machines.computeIfAbsent(line.node(), any -> Machine.of(withoutPayload(raw)));
        last = raw.getReceivedAt();
        tell(machine, machine.serials().seen(line.serial(), line.time(), last), last, lost);
        return lost;
    }

    /** What has been missing since before this instant. */
    List<Joined> before(Instant bound, Instant now) {
        List<Joined> lost = new ArrayList<>();
        machines.values().forEach(machine -> tell(machine, machine.serials().before(bound), now, lost));
        return lost;
    }

    /** Everything that is missing. */
    List<Joined> all() {
        List<Joined> lost = new ArrayList<>();
        machines.values().forEach(machine -> tell(machine, machine.serials().all(), last, lost));
        return lost;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeLong(last.toEpochMilli());
        out.writeInt(machines.size());
        for (Map.Entry<String, Machine> machine : machines.entrySet()) {
            write(machine.getKey().getBytes(StandardCharsets.UTF_8), out);
            write(machine.getValue().encoded(), out);
            machine.getValue().serials().write(out);
        }
    }

    void read(DataInputStream in) throws IOException {
        machines.clear();
        last = Instant.ofEpochMilli(in.readLong());
        int count = in.readInt();
        if (count < 0 || count > MOST) {
            throw new IOException("too many machines");
        }
        for (int i = 0; i < count; i++) {
            String node = new String(bytes(in), StandardCharsets.UTF_8);
            try {
                Machine machine = Machine.of(RecordCodec.get().decode(bytes(in), RawLog.class));
                machine.serials().read(in);
                machines.put(node, machine);
            } catch (MalformedRecordException e) {
                throw new IOException(e);
            }
        }
    }

    private static void tell(Machine machine, List<Serials.Missing> ranges, Instant at, List<Joined> lost) {
        for (Serials.Missing range : ranges) {
            lost.add(new Joined.Lost(range.from(), range.to() - range.from() + 1, at, machine.near()));
        }
    }

    private static RawLog withoutPayload(RawLog raw) {
        return new RawLog(
                raw.getId(),
                raw.getOrigin(),
                raw.getFormat(),
                raw.getReceivedAt(),
                ByteBuffer.allocate(0),
                raw.getAttributes());
    }

    private static void write(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("length " + length);
        }
        return in.readNBytes(length);
    }
}
