// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.collect;

import io.fairlead.ingest.collect.Candidates.Candidate;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files being read, by what the file system knows them by, whatever they are named now. A file is recognised after a
 * restart, a rename or compression by its content, see {@link Positions}.
 */
final class Tails {
    private static final Logger LOG = LoggerFactory.getLogger(Tails.class);

    private final CollectConfig config;
    private final Positions positions;
    private final Counter gaps;
    private final Counter storeFailures;
    private final Troubles troubles;
    private final Map<Object, Tail> tails = new LinkedHashMap<>();
    private final Set<Object> finished = new HashSet<>();
    private boolean first;
    private boolean storeFails;

    Tails(CollectConfig config, Positions positions, MeterRegistry meters) {
        this.config = config;
        this.positions = positions;
        this.first = positions.fresh();
        this.gaps = meters.counter("fairlead.collect.gaps");
        this.storeFailures = meters.counter("fairlead.collect.position.failures");
        this.troubles = new Troubles(meters);
        meters.gauge("fairlead.collect.files", tails, Map::size);
    }

    Collection<Tail> all() {
        return List.copyOf(tails.values());
    }

    /** Looks which files there are, takes up new ones; gives those that are gone. */
    List<Tail> scan(long now) {
        Set<Object> present = new HashSet<>();
        for (Candidate candidate : Candidates.find(config.sources())) {
            key(candidate.path()).ifPresent(key -> {
                present.add(key);
                Tail tail = tails.get(key);
                if (tail != null) {
                    tail.seen(candidate.path(), now);
                } else if (!finished.contains(key) && !troubles.waits(key, now)) {
                    takeUp(key, candidate, now);
                }
            });
        }
        first = false;
        finished.retainAll(present);
        troubles.keep(file -> present.contains(file) || tails.containsValue(file));
        write(now);
        List<Tail> gone = new ArrayList<>();
        tails.forEach((key, tail) -> {
            if (!present.contains(key)) {
                gone.add(tail);
            }
        });
        return gone;
    }

    /** The file was cut short or written anew: what was not read of it is lost, what stands there now is a new file. */
    void truncated(Tail tail) {
        gaps.increment();
        LOG.warn("{} was truncated: lines written since the last look may be lost", tail.path());
        drop(tail, false);
    }

    /** Whether a file that could not be read waits for its next attempt. */
    boolean waits(Tail tail, long now) {
        return troubles.waits(tail, now);
    }

    /** A look at the file failed although it stands there: it is opened anew and looked at again after a pause. */
    void failed(Tail tail, IOException fault, long now) {
        troubles.failed(tail, tail.path(), fault, now);
        release(tail);
    }

    /** A look at the file did not fail. */
    void well(Tail tail) {
        troubles.well(tail, tail.path());
    }

    /** The file is gone although not all of it was read. */
    void lost(Tail tail, IOException fault) {
        gaps.increment();
        LOG.warn("{} cannot be read any more: {}", tail.path(), fault.getMessage());
        drop(tail, true);
    }

    /** Ends following a file; one that is finished is not taken up again. */
    void drop(Tail tail, boolean forGood) {
        tails.entrySet().removeIf(entry -> {
            if (entry.getValue() != tail) {
                return false;
            }
            if (forGood) {
                finished.add(entry.getKey());
            }
            return true;
        });
        positions.put(tail.position());
        release(tail);
    }

    /** Holds no more files open than allowed. */
    void bound() {
        int open = (int) tails.values().stream().filter(Tail::isOpen).count();
        for (Tail tail : tails.values()) {
            if (open <= config.maxOpenFiles()) {
                return;
            }
            if (tail.isOpen()) {
                release(tail);
                open--;
            }
        }
    }

    void store(long now) {
        tails.values().forEach(tail -> positions.put(tail.position()));
        write(now);
    }

    /** Collecting goes on where positions cannot be written: at worst a restart sends lines again, with the same ids. */
    private void write(long now) {
        try {
            positions.store(now);
            if (storeFails) {
                LOG.info("positions are written again");
            }
            storeFails = false;
        } catch (IOException fault) {
            storeFailures.increment();
            if (!storeFails) {
                LOG.error(
                        "positions cannot be written and are tried again; a restart would send lines twice: {}",
                        fault.toString());
            }
            storeFails = true;
        }
    }

    private void takeUp(Object key, Candidate candidate, long now) {
        @Nullable FileContent content = null;
        try {
            content = FileContent.open(candidate.path());
            Optional<String> fingerprint = Fingerprint.of(content);
            Optional<Position> position =
                    fingerprint.isEmpty() ? Optional.empty() : position(fingerprint.get(), candidate, content, now);
            if (position.isEmpty()) {
                content.close();
                return;
            }
            Position seen = position.get().seen(candidate.path(), now);
            positions.put(seen);
            troubles.well(key, candidate.path());
            int maxLine = config.maxLineSize().toInt();
            tails.put(key, new Tail(candidate.source(), candidate.base(), candidate.path(), seen, content, maxLine));
        } catch (IOException fault) {
            troubles.failed(key, candidate.path(), fault, now);
            close(content);
        }
    }

    /** The position to go on from; empty when this is another copy of a file already being read. */
    private Optional<Position> position(String fingerprint, Candidate candidate, FileContent content, long now)
            throws IOException {
        Position known = positions.find(fingerprint, content, candidate.path());
        boolean taken = known != null
                && tails.values().stream().anyMatch(tail -> tail.identity().equals(known.identity()));
        if (known != null && !taken) {
            return Optional.of(known);
        } else if (taken && candidate.compressed()) {
            return Optional.empty();
        }
        boolean fromEnd = first && candidate.source().start() == SourceConfig.Start.END;
        return Optional.of(positions.create(fingerprint, candidate.path(), fromEnd ? lastLineEnd(content) : 0, now));
    }

    private static long lastLineEnd(FileContent content) throws IOException {
        byte[] chunk = new byte[64 * 1024];
        long end = 0;
        long offset = 0;
        for (int count = content.read(0, chunk, chunk.length); count > 0; ) {
            for (int i = 0; i < count; i++) {
                if (chunk[i] == '\n') {
                    end = offset + i + 1;
                }
            }
            offset += count;
            count = content.read(offset, chunk, chunk.length);
        }
        return end;
    }

    private static Optional<Object> key(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            Object key = attributes.fileKey();
            return Optional.of(key == null ? path.toRealPath() : key);
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static void release(Tail tail) {
        try {
            tail.release();
        } catch (IOException fault) {
            LOG.debug("closing {} failed", tail.path(), fault);
        }
    }

    private static void close(@Nullable FileContent content) {
        if (content != null) {
            try {
                content.close();
            } catch (IOException fault) {
                LOG.debug("closing a file failed", fault);
            }
        }
    }
}
