// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * CPU time by stage, in nanoseconds: threads of this process by their names, the node by its process. Garbage collection
 * and compilers are in none; they and what has no owner are {@code other}, the process as a whole less its threads.
 */
final class CpuTimes {
    /** The first that is found in a thread's name decides. */
    private static final Map<String, Pattern> OWNERS = owners();

    private CpuTimes() {}

    private static Map<String, Pattern> owners() {
        Map<String, Pattern> owners = new LinkedHashMap<>();
        owners.put("sink", Pattern.compile("fairlead-sink|elasticsearch|httpclient-dispatch"));
        owners.put("enrich", Pattern.compile("fairlead-enrich|enrich"));
        owners.put("detect", Pattern.compile("events|judge|correlate|dedupe|suppress|alerts|dead-letters|flink|Flink"));
        owners.put("ingest", Pattern.compile("ingest|armeria|collect"));
        owners.put("kafka", Pattern.compile("kafka|raft|Log|broker|controller|metadata|ExpirationReaper|quorum"));
        return owners;
    }

    /** What was used so far. */
    static Map<String, Long> now() {
        Map<String, Long> times = new TreeMap<>();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long owned = 0;
        for (long id : threads.getAllThreadIds()) {
            ThreadInfo info = threads.getThreadInfo(id);
            long nanos = threads.getThreadCpuTime(id);
            if (info != null && nanos > 0) {
                owner(info.getThreadName()).ifPresent(owner -> times.merge(owner, nanos, Long::sum));
                owned += owner(info.getThreadName()).isPresent() ? nanos : 0;
            }
        }
        long process = ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .orElse(0L);
        times.put("other", Math.max(0, process - owned));
        times.put(
                "elasticsearch",
                ProcessHandle.current()
                        .descendants()
                        .mapToLong(child -> child.info()
                                .totalCpuDuration()
                                .map(Duration::toNanos)
                                .orElse(0L))
                        .sum());
        return times;
    }

    /** What was used between two moments, in microseconds for each of so many events. */
    static Map<String, Double> perEvent(Map<String, Long> before, Map<String, Long> after, int events) {
        Map<String, Double> micros = new LinkedHashMap<>();
        for (String owner : List.of("ingest", "enrich", "detect", "sink", "kafka", "elasticsearch", "other")) {
            long used = after.getOrDefault(owner, 0L) - before.getOrDefault(owner, 0L);
            micros.put(owner, Math.round(Math.max(0, used) / 10.0 / events) / 100.0);
        }
        return micros;
    }

    private static java.util.Optional<String> owner(String thread) {
        return OWNERS.entrySet().stream()
                .filter(owner -> owner.getValue().matcher(thread).find())
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
