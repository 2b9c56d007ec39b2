// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.bench.normalize;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.fairlead.enrich.EnrichConfig;
import io.fairlead.enrich.Joining;
import io.fairlead.enrich.LostRecords;
import io.fairlead.enrich.Normalized;
import io.fairlead.enrich.Normalizer;
import io.fairlead.enrich.format.Coalescer.Joined;
import io.fairlead.schemas.config.ConfigLoader;
import io.fairlead.schemas.config.Secret;
import io.fairlead.schemas.record.Origin;
import io.fairlead.schemas.record.RawLog;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measures how fast one thread normalises: from the bytes of a record to the bytes of its document, redacted, with the
 * fingerprint of the original; formats that join records join them. Beside it a bare reading of the same bytes.
 */
public final class NormalizeBench {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Instant RECEIVED = Instant.parse("2026-11-22T15:00:00Z");
    private static final Origin ORIGIN = new Origin("bench", "", "", "bench", null, "bench", "");
    private static final Secret KEY = new Secret("a key that is only for measuring");
    private static final int LEAST_ROUNDS = 3;

    private final NormalizeLane lane;
    private final Duration duration;
    private final List<RawLog> raws = new ArrayList<>();
    private final Normalizer normalizer =
            Normalizer.create(ConfigLoader.defaults(EnrichConfig.class).withMacKey(Optional.of(KEY)));
    private long documents;
    private long deadLetters;
    private long written;
    private long seen;

    /**
     * Takes a lane.
     *
     * @param duration how long to measure, about; as long again goes by before, until the code is warm
     */
    public NormalizeBench(NormalizeLane lane, Duration duration) {
        this.lane = lane;
        this.duration = duration;
        for (byte[] record : lane.records()) {
            raws.add(new RawLog("r" + raws.size(), ORIGIN, lane.format(), RECEIVED, ByteBuffer.wrap(record), Map.of()));
        }
    }

    /** Measures. */
    public NormalizeFigures run() {
        if (raws.isEmpty()) {
            throw new IllegalArgumentException("there are no records to measure with");
        }
        Rounds normalized = new Rounds();
        Rounds read = new Rounds();
        long warm = System.nanoTime() + duration.toNanos();
        long end = warm + duration.toNanos();
        while (System.nanoTime() < end || normalized.count() < LEAST_ROUNDS) {
            boolean counts = System.nanoTime() >= warm;
            normalized.time(this::normalize, counts);
            read.time(this::read, counts);
        }
        if (seen == 0) {
            throw new IllegalStateException("nothing was read");
        }
        int records = raws.size();
        return new NormalizeFigures(
                lane.format(),
                lane.unit(),
                normalized.perSecond(records),
                normalized.perCpuSecond(records),
                lane.wanted(),
                lane.reference().words(),
                read.perSecond(records),
                (double) normalized.perCpuSecond(records) / Math.max(1, read.perCpuSecond(records)),
                records,
                documents,
                deadLetters,
                lane.bytes(),
                written);
    }

    private void normalize() {
        documents = 0;
        deadLetters = 0;
        written = 0;
        Joining joining = new Joining(normalizer);
        for (RawLog raw : raws) {
            Optional<List<Joined>> joined = joining.add(raw);
            if (joined.isPresent()) {
                joined.get().forEach(this::take);
            } else {
                take(raw);
            }
        }
        joining.flush().forEach(this::take);
    }

    private void take(Joined joined) {
        switch (joined) {
            case Joined.Whole whole -> take(whole.raw());
            case Joined.Lost lost ->
                written += LostRecords.event(lost).getDocument().remaining();
        }
    }

    private void take(RawLog raw) {
        Normalized normalized = normalizer.normalize(raw);
        deadLetters += normalized.rejected().size();
        normalized.events().forEach(event -> {
            documents++;
            written += event.getDocument().remaining();
        });
    }

    private void read() {
        for (byte[] record : lane.records()) {
            switch (lane.reference()) {
                case JACKSON -> seen += tokens(record);
                case BYTES -> seen += lines(record);
            }
        }
    }

    private static long tokens(byte[] record) {
        long tokens = 0;
        try (JsonParser parser = JSON.createParser(record)) {
            while (parser.nextToken() != null) {
                tokens++;
            }
        } catch (IOException broken) {
            tokens++; // what is no JSON is read up to the same place by both
        }
        return tokens;
    }

    private static long lines(byte[] record) {
        long lines = 1;
        for (byte each : record) {
            lines += each == '\n' ? 1 : 0;
        }
        return lines;
    }

    /** What each round took. */
    private static final class Rounds {
        private final List<Long> wall = new ArrayList<>();
        private final List<Long> cpu = new ArrayList<>();

        void time(Runnable work, boolean counts) {
            long wallStart = System.nanoTime();
            long cpuStart = cpuNanos();
            work.run();
            if (counts) {
                cpu.add(cpuNanos() - cpuStart);
                wall.add(System.nanoTime() - wallStart);
            }
        }

        int count() {
            return wall.size();
        }

        long perSecond(int records) {
            return rate(wall, records);
        }

        long perCpuSecond(int records) {
            return rate(cpu, records);
        }

        private static long rate(List<Long> nanos, int records) {
            List<Long> sorted = nanos.stream().sorted().toList();
            return Math.round(records * 1e9 / Math.max(1, sorted.get(sorted.size() / 2)));
        }

        private static long cpuNanos() {
            return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        }
    }
}
