// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.collect;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that stand there but cannot be read now: rights that are missing, a disk in trouble, a compressed file that is
 * still being written. Each is tried again, after a second at first, after a minute at last.
 *
 * <p>The operator sees one line when the trouble begins and one when it ends, every failed attempt in {@code
 * fairlead.collect.read.failures} and the files in trouble now in {@code fairlead.collect.unreadable.files}.
 */
final class Troubles {
    private static final Logger LOG = LoggerFactory.getLogger(Troubles.class);
    private static final long FIRST_MILLIS = 1_000;
    private static final long LONGEST_MILLIS = 60_000;

    private record Trouble(long pause, long until) {}

    private final Map<Object, Trouble> troubles = new HashMap<>();
    private final Counter failures;

    Troubles(MeterRegistry meters) {
        failures = meters.counter("fairlead.collect.read.failures");
        meters.gauge("fairlead.collect.unreadable.files", troubles, Map::size);
    }

    /** Whether it is too early for another attempt. */
    boolean waits(Object file, long now) {
        Trouble trouble = troubles.get(file);
        return trouble != null && now < trouble.until();
    }

    /** An attempt failed. */
    void failed(Object file, Path path, IOException fault, long now) {
        failures.increment();
        Trouble before = troubles.get(file);
        if (before == null) {
            LOG.warn("{} cannot be read now and is tried again: {}", path, fault.toString());
        }
        long pause = before == null ? FIRST_MILLIS : Math.min(LONGEST_MILLIS, 2 * before.pause());
        troubles.put(file, new Trouble(pause, now + pause));
    }

    /** The file could be read. */
    void well(Object file, Path path) {
        if (!troubles.isEmpty() && troubles.remove(file) != null) {
            LOG.info("{} can be read again", path);
        }
    }

    /** Forgets files that are not there any more. */
    void keep(Predicate<Object> there) {
        troubles.keySet().removeIf(there.negate());
    }
}
