// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.meter;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where the operators of a job in this process find its meters.
 *
 * <p>Flink serialises operators before it starts them, so they cannot hold a registry; they hold the key that was given
 * out here and look it up when they open. On a Flink cluster the key is unknown, the operators count into nothing, and
 * Flink's own metrics tell the story.
 */
public final class Meters {
    private static final Map<String, JobMeters> RUNNING = new ConcurrentHashMap<>();
    private static final JobMeters NOBODY = new JobMeters(new CompositeMeterRegistry(), "");

    private Meters() {}

    /** Makes meters for a job, named with this prefix, and returns the key by which its operators find them. */
    public static String register(MeterRegistry registry, String prefix) {
        String key = UUID.randomUUID().toString();
        RUNNING.put(key, new JobMeters(registry, prefix));
        return key;
    }

    /** The meters of this key; ones that count into nothing when there are none. */
    public static JobMeters of(String key) {
        return RUNNING.getOrDefault(key, NOBODY);
    }

    /** Forgets the meters when the job is over. */
    public static void release(String key) {
        JobMeters meters = RUNNING.remove(key);
        if (meters != null) {
            meters.close();
        }
    }
}
