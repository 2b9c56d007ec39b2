// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.collect;

import io.fairlead.ingest.kafka.DeadLetters;
import io.fairlead.ingest.kafka.KafkaWriter;
import io.fairlead.ingest.kafka.Receipt;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import io.fairlead.schemas.identity.Identity;
import io.fairlead.schemas.record.Origin;
import io.fairlead.schemas.record.RawLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The collector's one thread: looks at the files in turn, sends their lines, writes positions down. */
final class Collector implements Runnable, RecordOutput {
    private static final Logger LOG = LoggerFactory.getLogger(Collector.class);
    private static final Duration WAIT = Duration.ofMillis(500);
    private static final Duration DRAIN = Duration.ofSeconds(10);
    private static final long STORE_EVERY_MILLIS = 1000;
    private static final long ROTATED_IDLE_MILLIS = 3000;
    private static final int CHUNKS_A_TURN = 16;

    private final CollectConfig config;
    private final KafkaWriter writer;
    private final Tails tails;
    private final Clock clock;
    private volatile boolean stopping;
    private volatile boolean broken;
    private long stored;

    Collector(CollectConfig config, KafkaWriter writer, Tails tails, Clock clock) {
        this.config = config;
        this.writer = writer;
        this.tails = tails;
        this.clock = clock;
    }

    /** Asks the thread to come to an end. */
    void stop() {
        stopping = true;
    }

    /** Whether the thread ended by a fault. */
    boolean broken() {
        return broken;
    }

    @Override
    public void run() {
        try {
            while (!stopping) {
                if (!turn() && !stopping) {
                    Thread.sleep(config.pollInterval().toMillis());
                }
            }
            drain();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException fault) {
            broken = true;
            LOG.error("collecting stopped by a fault", fault);
        }
    }

    @Override
    public boolean record(Tail tail, long offset, byte[] payload, Map<String, String> attributes, Receipt receipt) {
        RawLog raw = new RawLog(
                id(tail, offset, payload),
                origin(tail, offset),
                tail.source().format(),
                clock.instant(),
                ByteBuffer.wrap(payload),
                attributes);
        return untilTaken(() -> writer.write(raw, WAIT, receipt));
    }

    @Override
    public boolean tooLong(Tail tail, long offset, long length, Receipt receipt) {
        var letter = DeadLetters.of(
                origin(tail, offset),
                tail.source().format(),
                clock.instant(),
                DeadLetterCode.LIMIT,
                "larger than " + config.maxLineSize().bytes() + " bytes",
                length);
        String id = id(tail, offset, new byte[0]);
        return untilTaken(() -> writer.write(id, letter, WAIT, receipt));
    }

    private boolean turn() {
        long now = clock.millis();
        var gone = tails.scan(now);
        boolean read = false;
        for (Tail tail : tails.all()) {
            read |= follow(tail, gone.contains(tail), now);
        }
        tails.bound();
        if (now - stored >= STORE_EVERY_MILLIS) {
            tails.store(now);
            stored = now;
        }
        return read;
    }

    private boolean follow(Tail tail, boolean gone, long now) {
        if (tails.waits(tail, now)) {
            return false;
        }
        boolean read = false;
        try {
            for (int i = 0; i < CHUNKS_A_TURN && !stopping; i++) {
                switch (tail.look(this)) {
                    case READ -> {
                        read = true;
                        tail.grew(now);
                    }
                    case TRUNCATED -> {
                        tails.truncated(tail);
                        return true;
                    }
                    case NOTHING -> {
                        tails.well(tail);
                        rest(tail, gone, now);
                        return read;
                    }
                }
            }
        } catch (IOException fault) {
            if (gone && tail.settled()) {
                tails.drop(tail, true);
            } else if (gone) {
                tails.lost(tail, fault);
            } else {
                tails.failed(tail, fault, now);
            }
        }
        return read;
    }

    /** Nothing more to read now: a file that was rotated away, compressed or removed comes to its end. */
    private void rest(Tail tail, boolean gone, long now) {
        // Between a rename and the new file's creation a file looks gone for a moment.
        boolean idle = tail.idle(now) > ROTATED_IDLE_MILLIS;
        boolean rotated = !tail.path().equals(tail.base());
        boolean complete = tail.path().toString().endsWith(".gz");
        if (complete || (idle && (gone || rotated))) {
            tail.end(this);
        }
        if ((complete || (idle && gone)) && tail.settled()) {
            tails.drop(tail, complete);
        }
    }

    private void drain() throws InterruptedException {
        long end = clock.millis() + DRAIN.toMillis();
        while (clock.millis() < end && !tails.all().stream().allMatch(Tail::quiet)) {
            Thread.sleep(20);
        }
        tails.store(clock.millis());
    }

    private boolean untilTaken(Supplier<Boolean> write) {
        while (!stopping) {
            if (write.get()) {
                return true;
            }
        }
        return false;
    }

    private String id(Tail tail, long offset, byte[] payload) {
        String place =
                Identity.hash("file", tail.source().cluster(), config.node(), tail.identity(), String.valueOf(offset));
        return Identity.hash(place, payload);
    }

    private Origin origin(Tail tail, long offset) {
        return new Origin(
                config.name(),
                "",
                "",
                "file/" + tail.base(),
                offset,
                tail.source().cluster(),
                config.node());
    }
}
