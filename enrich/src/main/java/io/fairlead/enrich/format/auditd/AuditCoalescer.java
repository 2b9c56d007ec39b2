// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.auditd;

import io.fairlead.enrich.format.Coalescer;
import io.fairlead.schemas.record.RawLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Joins the records of an audit event, which share stamp and serial. An event is complete some records after its PROCTITLE
 * or EOE (both end one; a straggler still finds it), two seconds after its last record, when 64 other events have begun
 * since, or at a megabyte. Records of programs (USER_LOGIN and the like) are events at once. Serials that never came are
 * told; the daemon's own records count by themselves and are left out of that.
 */
final class AuditCoalescer implements Coalescer {
    /** Most bytes of all events that wait: the state must fit a record of the store's changelog. */
    static final int MOST_BYTES = 512 * 1024;

    private static final byte VERSION = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int STRAGGLERS = 8;
    private static final int MOST_OPEN = 64;

    private final Map<String, Pending> open = new LinkedHashMap<>();
    private final Machines machines = new Machines();

    @Override
    public List<Joined> add(RawLog raw) {
        Optional<AuditLine> head = AuditLine.of(text(raw));
        if (head.isEmpty()) {
            return List.of(new Joined.Whole(raw));
        }
        AuditLine line = head.get();
        List<Joined> done = new ArrayList<>();
        if (!line.type().startsWith("DAEMON_")) {
            done.addAll(machines.seen(line, raw));
        }
        String stamp = line.node() + " " + line.stamp();
        Pending event = open.get(stamp);
        boolean mark = line.type().equals("EOE");
        if (event != null) {
            event.add(raw, !mark);
        } else if (RecordOrder.isAlone(line.type())) {
            done.add(new Joined.Whole(raw));
            settle("", done);
            return done;
        } else {
            event = Pending.of(raw, !mark);
            open.put(stamp, event);
        }
        if (mark || line.type().equals("PROCTITLE")) {
            event.end();
        }
        settle(stamp, done);
        return done;
    }

    /** Lets go what is complete, and the oldest when too many wait. */
    private void settle(String current, List<Joined> done) {
        int held = held();
        for (Iterator<Map.Entry<String, Pending>> events = open.entrySet().iterator(); events.hasNext(); ) {
            Map.Entry<String, Pending> entry = events.next();
            Pending event = entry.getValue();
            boolean settled = !entry.getKey().equals(current) && event.settled(STRAGGLERS);
            if (settled || event.isFull() || open.size() > MOST_OPEN || held > MOST_BYTES) {
                events.remove();
                held -= event.size();
                emit(event, done);
            }
        }
    }

    @Override
    public int held() {
        int held = 0;
        for (Pending event : open.values()) {
            held += event.size();
        }
        return held;
    }

    /** The mark of an end whose event is gone says nothing. */
    private static void emit(Pending event, List<Joined> done) {
        if (event.tells()) {
            done.add(new Joined.Whole(event.joined()));
        }
    }

    @Override
    public List<Joined> advance(Instant now) {
        List<Joined> done = new ArrayList<>();
        Instant bound = now.minus(PATIENCE);
        for (Iterator<Pending> events = open.values().iterator(); events.hasNext(); ) {
            Pending event = events.next();
            if (!event.last().isAfter(bound)) {
                events.remove();
                emit(event, done);
            }
        }
        done.addAll(machines.before(bound, now));
        return done;
    }

    @Override
    public List<Joined> flush() {
        List<Joined> done = new ArrayList<>();
        open.values().forEach(event -> emit(event, done));
        open.clear();
        done.addAll(machines.all());
        return done;
    }

    @Override
    public byte[] state() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            machines.write(out);
            out.writeInt(open.size());
            for (Map.Entry<String, Pending> event : open.entrySet()) {
                byte[] stamp = event.getKey().getBytes(StandardCharsets.UTF_8);
                out.writeInt(stamp.length);
                out.write(stamp);
                event.getValue().write(out);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return bytes.toByteArray();
    }

    @Override
    public void restore(byte[] state) {
        open.clear();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state))) {
            if (in.readByte() != VERSION) {
                throw new IOException("another version");
            }
            machines.read(in);
            for (int count = in.readInt(); count > 0; count--) {
                int length = in.readInt();
                if (length < 0 || length > in.available()) {
                    throw new IOException("length " + length);
                }
                String stamp = new String(in.readNBytes(length), StandardCharsets.UTF_8);
                open.put(stamp, Pending.read(in));
            }
        } catch (IOException | RuntimeException e) {
            open.clear();
            throw new IllegalArgumentException("no state of an auditd coalescer: " + e.getMessage(), e);
        }
    }

    private static String text(RawLog raw) {
        return StandardCharsets.UTF_8.decode(raw.getPayload().duplicate()).toString();
    }
}
