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
    private static final byte VERSION = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int STRAGGLERS = 8;
    private static final int MOST_OPEN = 64;

    private final Map<String, Pending> open = new LinkedHashMap<>();
    private final Serials serials = new Serials();
    private Optional<RawLog> near = Optional.empty();

    @Override
    public List<Joined> add(RawLog raw) {
        Optional<AuditLine> head = AuditLine.of(text(raw));
        if (head.isEmpty()) {
            return List.of(new Joined.Whole(raw));
        }
        AuditLine line = head.get();
        List<Joined> done = new ArrayList<>();
        count(line, raw, done);
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

    private void count(AuditLine line, RawLog raw, List<Joined> done) {
        if (!line.type().startsWith("DAEMON_")) {
            lost(serials.seen(line.serial(), line.time(), raw.getReceivedAt()), raw.getReceivedAt(), done);
            // without its payload: what is kept to tell where a gap is must not keep secrets
            near = Optional.of(RawLog.newBuilder(raw)
                    .setPayload(java.nio.ByteBuffer.allocate(0))
                    .build());
        }
    }

    /** Lets go what is complete, and the oldest when too many wait. */
    private void settle(String current, List<Joined> done) {
        for (Iterator<Map.Entry<String, Pending>> events = open.entrySet().iterator(); events.hasNext(); ) {
            Map.Entry<String, Pending> entry = events.next();
            Pending event = entry.getValue();
            boolean settled = !entry.getKey().equals(current) && event.settled(STRAGGLERS);
            if (settled || event.isFull() || open.size() > MOST_OPEN) {
                events.remove();
                emit(event, done);
            }
        }
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
        lost(serials.before(bound), now, done);
        return done;
    }

    @Override
    public List<Joined> flush() {
        List<Joined> done = new ArrayList<>();
        open.values().forEach(event -> emit(event, done));
        open.clear();
        near.ifPresent(raw -> lost(serials.all(), raw.getReceivedAt(), done));
        return done;
    }

    private void lost(List<Serials.Missing> ranges, Instant at, List<Joined> done) {
        near.ifPresent(raw -> ranges.forEach(
                range -> done.add(new Joined.Lost(range.from(), range.to() - range.from() + 1, at, raw))));
    }

    @Override
    public byte[] state() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            serials.write(out);
            out.writeBoolean(near.isPresent());
            if (near.isPresent()) {
                Pending.of(near.get(), false).write(out);
            }
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
            serials.read(in);
            near = in.readBoolean() ? Optional.of(Pending.read(in).joined()) : Optional.empty();
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
