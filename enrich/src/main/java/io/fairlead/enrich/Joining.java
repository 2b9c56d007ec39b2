// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich;

import io.fairlead.enrich.format.Coalescer;
import io.fairlead.enrich.format.Coalescer.Joined;
import io.fairlead.enrich.format.JoiningFormat;
import io.fairlead.schemas.record.RawLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The coalescers of all streams of one partition, or of one run offline: raw records in, joined ones out. Formats that join
 * nothing pass by. At most {@value #MOST_STREAMS} streams and {@value #MOST_BYTES} bytes are held; the stream that was quiet
 * longest gives what it has when more comes. For one thread.
 */
public final class Joining {
    /** Most streams that are held. */
    public static final int MOST_STREAMS = 2_048;

    /** Most bytes of records that wait. */
    public static final int MOST_BYTES = 64 * 1024 * 1024;

    private final Normalizer normalizer;
    private final LinkedHashMap<String, Coalescer> streams = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<String> changed = new HashSet<>();
    private long held;

    /** Nothing is held yet. */
    public Joining(Normalizer normalizer) {
        this.normalizer = normalizer;
    }

    /** Takes a record; gives what is complete now, or empty when its format joins nothing and it is to be taken as it is. */
    public Optional<List<Joined>> add(RawLog raw) {
        Optional<JoiningFormat> format = normalizer.joining(raw);
        if (format.isEmpty()) {
            return Optional.empty();
        }
        List<Joined> done = new ArrayList<>();
        String key = key(format.get(), raw);
        Coalescer coalescer = streams.get(key);
        if (coalescer == null) {
            makeRoom(streams.size() >= MOST_STREAMS, done);
            coalescer = format.get().coalescer();
            streams.put(key, coalescer);
        }
        int before = coalescer.held();
        done.addAll(coalescer.add(raw));
        held += coalescer.held() - before;
        if (coalescer.changed()) {
            changed.add(key);
        }
        makeRoom(held > MOST_BYTES, done);
        return Optional.of(done);
    }

    /** Lets the stream go that was quiet longest. */
    private void makeRoom(boolean needed, List<Joined> done) {
        Iterator<Map.Entry<String, Coalescer>> eldest = streams.entrySet().iterator();
        if (needed && eldest.hasNext()) {
            Map.Entry<String, Coalescer> quiet = eldest.next();
            held -= quiet.getValue().held();
            done.addAll(quiet.getValue().flush());
            changed.add(quiet.getKey());
            eldest.remove();
        }
    }

    /** Time has come to this instant of the recorded clock; gives what has waited long enough. */
    public List<Joined> advance(Instant now) {
        List<Joined> done = new ArrayList<>();
        streams.forEach((key, coalescer) -> {
            int before = coalescer.held();
            List<Joined> waited = coalescer.advance(now);
            held += coalescer.held() - before;
            if (!waited.isEmpty() || coalescer.held() != before) {
                changed.add(key);
                done.addAll(waited);
            }
        });
        return done;
    }

    /** No more comes: gives everything that waits. */
    public List<Joined> flush() {
        List<Joined> done = new ArrayList<>();
        streams.values().forEach(coalescer -> done.addAll(coalescer.flush()));
        changed.addAll(streams.keySet());
        held = 0;
        return done;
    }

    /** States that changed since the last call, by stream; empty where a stream is held no more. */
    public Map<String, Optional<byte[]>> changes() {
        Map<String, Optional<byte[]>> states = new TreeMap<>();
        changed.forEach(
                key -> states.put(key, Optional.ofNullable(streams.get(key)).map(Coalescer::state)));
        changed.clear();
        return states;
    }

    /**
     * Takes up what {@link #changes} gave before a restart.
     *
     * @throws IllegalArgumentException when it is no state of a format that is known
     */
    public void restore(String key, byte[] state) {
        String name = key.substring(0, Math.max(0, key.indexOf('\n')));
        Coalescer coalescer = normalizer
                .joining(name)
                .orElseThrow(() -> new IllegalArgumentException("no format of this name joins records: " + name))
                .coalescer();
        coalescer.restore(state);
        streams.put(key, coalescer);
        held += coalescer.held();
    }

    private static String key(JoiningFormat format, RawLog raw) {
        return String.join(
                "\n",
                format.name(),
                raw.getOrigin().getCluster(),
                raw.getOrigin().getNode(),
                raw.getOrigin().getCredential(),
                raw.getOrigin().getStream());
    }
}
