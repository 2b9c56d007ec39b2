// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.meter;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.functions.RuntimeContext;

/**
 * Where the operators of a job in this process find its meters.
 *
 * <p>Flink serialises operators before it starts them, so they cannot hold a registry; they hold the key that was given
 * out here and look it up when they open. On a Flink cluster the key is unknown, and they count into Flink's own metrics.
 */
public final class Meters {
    /** How the names of the live job's meters begin. */
    public static final String PREFIX = "fairlead.detect.";

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

    /** The meters of this key; where there are none, as on a Flink cluster, ones of this operator's own among Flink's metrics. */
    public static JobMeters of(String key, RuntimeContext operator) {
        JobMeters here = RUNNING.get(key);
        return here == null ? FlinkMeters.in(operator.getMetricGroup()) : here;
    }

    /** Whether a job of this process counts under this key, whose figures {@code JobWatch} keeps up to date. */
    public static boolean has(String key) {
        return RUNNING.containsKey(key);
    }

    /** Forgets the meters when the job is over. */
    public static void release(String key) {
        JobMeters meters = RUNNING.remove(key);
        if (meters != null) {
            meters.close();
        }
    }
}
