// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.meter;

import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The meters of one job; its subtasks count into them from several threads. */
public final class JobMeters {
    private static final String REFUSED = "correlation.refused";

    private final MeterRegistry registry;
    private final String prefix;
    private final LongAdder judged = new LongAdder();
    private final LongAdder beats = new LongAdder();
    private final Counter records;
    private final Counter bytes;
    private final Counter heartbeats;
    private final Counter duplicates;
    private final Counter expired;
    private final Timer latency;
    private final ConcurrentMap<String, Counter> tagged = new ConcurrentHashMap<>();
    private final ConcurrentMap<Integer, Long> received = new ConcurrentHashMap<>();
    private final ConcurrentMap<Integer, Long> groups = new ConcurrentHashMap<>();
    private final ConcurrentMap<Integer, LateHours> late = new ConcurrentHashMap<>();
    private final AtomicLong completedCheckpoints = new AtomicLong();
    private final AtomicLong checkpointMillis = new AtomicLong();
    private final AtomicLong restarts = new AtomicLong();
    private final AtomicReference<GuardedFigures> guarded = new AtomicReference<>(new GuardedFigures(0, 0, 0));
    private final AtomicReference<SetFigures> rules = new AtomicReference<>(SetFigures.NONE);
    private final Meter[] gauges;
    private @Nullable Meter version;

    private record GuardedFigures(long searches, long exceeded, long off) {}

    /** What the rule set in force holds. */
    private record SetFigures(String version, long effectiveFrom, int running, int correlations, int rejected) {
        static final SetFigures NONE = new SetFigures("none", 0, 0, 0, 0);
    }

    JobMeters(MeterRegistry registry, String prefix) {
        this.registry = registry;
        this.prefix = prefix;
        this.records =
                Counter.builder(prefix + "records").description("Events judged").register(registry);
        this.bytes = Counter.builder(prefix + "bytes")
                .description("Bytes of the documents judged")
                .baseUnit("bytes")
                .register(registry);
        for (DeadLetterCode code : DeadLetterCode.values()) {
            deadLetters(code.code());
        }
        this.heartbeats = Counter.builder(prefix + "heartbeats")
                .description("Heartbeats that moved the recorded clock")
                .register(registry);
        this.duplicates = Counter.builder(prefix + "duplicates")
                .description("Alerts not sent again because their id was sent before")
                .register(registry);
        this.expired = Counter.builder(prefix + "expired")
                .description("Records that expired on the topic before they were judged")
                .register(registry);
        this.latency = Timer.builder(prefix + "latency")
                .description("From the receipt of the last event of the evidence to the alert")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(5))
                .register(registry);
        this.gauges = new Meter[] {
            gauge("lag", "Seconds between now and the newest receipt in the slowest partition", this::lagSeconds),
            gauge("correlation.groups", "Groups that correlations hold open", this::openGroups),
            gauge("checkpoints.completed", "Checkpoints completed since the start", completedCheckpoints::get),
            gauge(
                    "checkpoint.seconds",
                    "Duration of the last completed checkpoint",
                    () -> checkpointMillis.get() / 1e3),
            gauge("restarts", "Restarts of the job by Flink since the start", restarts::get),
            gauge(
                    "rules.running",
                    "Rules of the set in force that run",
                    () -> rules.get().running()),
            gauge(
                    "rules.correlations",
                    "Correlations of the set in force that run",
                    () -> rules.get().correlations()),
            gauge(
                    "rules.rejected",
                    "Rules of the set in force that were rejected",
                    () -> rules.get().rejected()),
            gauge(
                    "rules.effective.seconds",
                    "Since when the set is in force, in seconds since the epoch",
                    () -> rules.get().effectiveFrom() / 1e3),
            gauge(
                    "regex.guarded.searches",
                    "Searches by expressions with look-around or back references, since the set is in force",
                    () -> guarded.get().searches()),
            gauge(
                    "regex.guarded.exceeded",
                    "Such searches that needed more than their budget and found nothing",
                    () -> guarded.get().exceeded()),
            gauge(
                    "regex.guarded.off",
                    "Such expressions of which some search found nothing for its budget",
                    () -> guarded.get().off()),
            gauge("late.earliest.seconds", "Start of the earliest hour with late events", () -> late(false)),
            gauge("late.latest.seconds", "Start of the latest hour with late events", () -> late(true)),
        };
    }

    /** An event with a document of this many bytes was judged. */
    public void judged(int documentBytes) {
        judged.increment();
        records.increment();
        bytes.increment(documentBytes);
    }

    /** A heartbeat came by. */
    public void beat() {
        beats.increment();
        heartbeats.increment();
    }

    /** Events and heartbeats taken in by this job so far. */
    public long taken() {
        return judged.sum() + beats.sum();
    }

    /** Events judged by this job so far. */
    public long judgedSoFar() {
        return judged.sum();
    }

    /** A rule matched an event. */
    public void matched(String ruleId) {
        count("matches", "Events matched", "rule", ruleId);
    }

    /** A filter withdrew a match. */
    public void filtered(String filterId) {
        count("filter.hits", "Matches withdrawn by a filter", "filter", filterId);
    }

    /** A filter that has expired would have withdrawn a match. */
    public void filterExpired(String filterId) {
        count("filter.expired", "Matches that stand because their filter has expired", "filter", filterId);
    }

    /** An alert went out that stands for evidence received at this time. */
    public void alerted(String level, long receivedAt, long now) {
        count("alerts", "Alerts sent", "level", level);
        latency.record(Duration.ofMillis(Math.max(0, now - receivedAt)));
    }

    /** An alert was held back because its id went out before. */
    public void duplicate() {
        duplicates.increment();
    }

    /** An event came too late for a correlation. */
    public void late(String correlationId) {
        count("late", "Events too late for a correlation", "correlation", correlationId);
    }

    /** An event found no room for its group. */
    public void crowded(String correlationId) {
        count(REFUSED, "Events whose group found no room", "correlation", correlationId);
    }

    /** A match came for a correlation that is in no rule set known here. */
    public void unknown(String correlationId) {
        count("correlation.unknown", "Matches for correlations of no known rule set", "correlation", correlationId);
    }

    /** An alert was swallowed; the one that ends its window counts it too. */
    public void swallowed(String level) {
        count("alerts.swallowed", "Alerts swallowed by rules that suppress", "level", level);
    }

    /** An alert that could have been swallowed stands, because its window was over or there was no room for its key. */
    public void unsuppressed() {
        Counter.builder(prefix + "alerts.unsuppressed")
                .description("Alerts of rules that suppress which stand for want of room or because they came late")
                .register(registry)
                .increment();
    }

    /** Something was set aside. */
    public void deadLetter(String code) {
        deadLetters(code).increment();
    }

    /** Records expired on the topic before they were read. */
    public void expired(long records) {
        expired.increment(records);
    }

    /** The newest receipt time in a partition. */
    public void received(int partition, long receivedAt) {
        received.put(partition, receivedAt);
    }

    /** How many groups a subtask of the correlations of this depth holds. */
    public void groups(int subtask, int depth, long open) {
        groups.put(subtask * (CorrelationRule.DEEPEST + 1) + depth, open);
    }

    /** The hours in which a subtask saw late events. */
    public void lateHours(int subtask, LateHours hours) {
        late.put(subtask, hours);
    }

    /** When late events were received, over all subtasks: start of the hour in milliseconds to their number. */
    public Map<Long, Long> lateHours() {
        LateHours all = new LateHours();
        late.values().forEach(all::addAll);
        return all.counts();
    }

    /** What the cluster says of checkpoints and restarts. */
    public void cluster(long completed, long lastMillis, long restarted) {
        completedCheckpoints.set(completed);
        checkpointMillis.set(lastMillis);
        restarts.set(restarted);
    }

    /** The rule set in force. */
    public void rules(String ruleSet, long effectiveFrom, int running, int correlations, int rejected) {
        SetFigures before = rules.getAndSet(new SetFigures(ruleSet, effectiveFrom, running, correlations, rejected));
        if (!before.version().equals(ruleSet)) {
            if (version != null) {
                registry.remove(version);
                Counter.builder(prefix + "rules.swaps")
                        .description("Times that another rule set came into force")
                        .register(registry)
                        .increment();
            }
            version = Gauge.builder(prefix + "rules.info", () -> 1)
                    .description("The version of the rule set in force")
                    .tag("version", ruleSet)
                    .strongReference(true)
                    .register(registry);
        }
    }

    /** What the rule set in force says of its expressions on a backtracking engine. */
    public void guarded(long searches, long exceeded, long off) {
        guarded.set(new GuardedFigures(searches, exceeded, off));
    }

    /** Matches that found no room so far, by correlation. */
    public Map<String, Double> refused() {
        Map<String, Double> refused = new TreeMap<>();
        tagged.forEach((key, counter) -> {
            if (key.startsWith(REFUSED + '\0')) {
                refused.put(key.substring(REFUSED.length() + 1), counter.count());
            }
        });
        return refused;
    }

    void close() {
        if (version != null) {
            registry.remove(version);
        }
        for (Meter gauge : gauges) {
            registry.remove(gauge);
        }
    }

    private double late(boolean latest) {
        List<Long> hours = lateHours().keySet().stream().toList();
        return hours.isEmpty() ? 0 : (latest ? hours.getLast() : hours.getFirst()) / 1e3;
    }

    private double lagSeconds() {
        long slowest =
                received.values().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
        return slowest == Long.MAX_VALUE ? 0 : Math.max(0, System.currentTimeMillis() - slowest) / 1e3;
    }

    private long openGroups() {
        return groups.values().stream().mapToLong(Long::longValue).sum();
    }

    private Gauge gauge(String name, String description, Supplier<Number> value) {
        return Gauge.builder(prefix + name, value)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    /** Registered from the start, so that a zero can be told from a missing counter. */
    private Counter deadLetters(String code) {
        return counter("dead.letters", "Records set aside", "code", code);
    }

    private void count(String name, String description, String tag, String value) {
        counter(name, description, tag, value).increment();
    }

    private Counter counter(String name, String description, String tag, String value) {
        return tagged.computeIfAbsent(
                name + '\0' + value,
                key -> Counter.builder(prefix + name)
                        .description(description)
                        .tag(tag, value)
                        .register(registry));
    }
}
