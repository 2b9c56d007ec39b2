// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.auditd;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which serials of one kernel have come. The kernel counts by one; a number that has not come some seconds after its
 * successor was lost: the daemon was overrun, or lines were cut away. A serial that falls while time goes on is a reboot; one
 * that rises while time falls is another kernel's.
 */
final class Serials {
    /** Numbers that are missing. */
    record Missing(long from, long to, Instant since) {}

    private static final int MOST = 64;

    /** Clocks are set back by less. */
    private static final Duration STEP = Duration.ofMinutes(10);

    private long highest = -1;
    private Instant at = Instant.EPOCH;
    private final TreeMap<Long, Missing> missing = new TreeMap<>();

    /** Takes note of a serial; gives what can no longer come. */
    List<Missing> seen(long serial, Instant time, Instant now) {
        boolean reboot = serial < highest && time.isAfter(at);
        boolean another = serial > highest && time.isBefore(at.minus(STEP));
        if (highest < 0 || reboot || another) {
            List<Missing> before = all();
            highest = serial;
            at = time;
            return before;
        }
        if (serial > highest) {
            if (serial > highest + 1) {
                missing.put(highest + 1, new Missing(highest + 1, serial - 1, now));
            }
            highest = serial;
            at = time;
        } else {
            fill(serial);
        }
        return missing.size() > MOST ? List.of(missing.pollFirstEntry().getValue()) : List.of();
    }

    private void fill(long serial) {
        Map.Entry<Long, Missing> entry = missing.floorEntry(serial);
        if (entry == null || entry.getValue().to() < serial) {
            return;
        }
        Missing range = entry.getValue();
        missing.remove(range.from());
        if (range.from() < serial) {
            missing.put(range.from(), new Missing(range.from(), serial - 1, range.since()));
        }
        if (serial < range.to()) {
            missing.put(serial + 1, new Missing(serial + 1, range.to(), range.since()));
        }
    }

    /** What has been missing since before this instant. */
    List<Missing> before(Instant bound) {
        List<Missing> lost = new ArrayList<>();
        for (Iterator<Missing> ranges = missing.values().iterator(); ranges.hasNext(); ) {
            Missing range = ranges.next();
            if (!range.since().isAfter(bound)) {
                lost.add(range);
                ranges.remove();
            }
        }
        return lost;
    }

    /** Everything that is missing. */
    List<Missing> all() {
        List<Missing> lost = List.copyOf(missing.values());
        missing.clear();
        return lost;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeLong(highest);
        out.writeLong(at.toEpochMilli());
        out.writeInt(missing.size());
        for (Missing range : missing.values()) {
            out.writeLong(range.from());
            out.writeLong(range.to());
            out.writeLong(range.since().toEpochMilli());
        }
    }

    void read(DataInputStream in) throws IOException {
        missing.clear();
        highest = in.readLong();
        at = Instant.ofEpochMilli(in.readLong());
        int count = in.readInt();
        if (count < 0 || count > MOST) {
            throw new IOException("too many ranges");
        }
        for (int i = 0; i < count; i++) {
            long from = in.readLong();
            missing.put(from, new Missing(from, in.readLong(), Instant.ofEpochMilli(in.readLong())));
        }
    }
}
