// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.rules;

import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.detect.rule.Rejection;
import io.fairlead.detect.rule.RuleSet;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rule sets of a job and when each is in force. Shared by all operators of a process; thread-safe.
 *
 * <p>Promise: an event is judged by the set in force at its receipt, however long it waited to be judged, as far as that set
 * was known by then; sets are published a few seconds ahead for this. A new set is compiled aside, before it is in force,
 * and swapped whole. When a set becomes known too late, the log says from which receipt on events were judged by the one
 * before.
 */
public final class RuleBook {
    private static final Logger LOG = LoggerFactory.getLogger(RuleBook.class);
    private static final int MOST_COMPILED = 3;
    private static final int LOOKED_BACK = 3;
    private static final int MOST_MISSED = 1_000;
    private static final long PATIENCE_MILLIS = 5_000;
    private static final int REJECTIONS_SHOWN = 20;

    private final Map<String, FutureTask<InForce>> compiled = new LinkedHashMap<>(8, 0.75f, true);
    private final Set<String> missed = ConcurrentHashMap.newKeySet();
    private final @Nullable RuleFeed feed;
    private volatile @Nullable RuleTimeline timeline;
    private volatile @Nullable InForce last;
    private volatile long greatest = Long.MIN_VALUE;

    RuleBook(RuleSource source) {
        switch (source) {
            case RuleSource.Fixed fixed -> {
                timeline = fixed.timeline();
                feed = null;
            }
            case RuleSource.Live live -> feed = RuleFeed.open(live, this::learn);
        }
    }

    /** The set in force for what was received at this time, in milliseconds since the epoch. */
    public InForce at(long receivedAt) {
        if (receivedAt > greatest) {
            greatest = receivedAt;
        }
        return compiled(timeline().at(receivedAt));
    }

    /** As {@link #at}, for those who only look: nothing was judged. */
    public InForce inForce(long time) {
        return compiled(timeline().at(time));
    }

    /** Version of the set in force for what was received at this time. */
    public String versionAt(long receivedAt) {
        return timeline().at(receivedAt).version();
    }

    /** All sets that are known. */
    public RuleTimeline timeline() {
        return Objects.requireNonNull(timeline);
    }

    /** Why the topic of the rules cannot be read; empty when it can, or when the sets are fixed. */
    public String fault() {
        return feed == null ? "" : feed.fault();
    }

    /**
     * The set in force at this receipt, or one near it, that holds the correlation with this state hash. Where a set came
     * to be known between judging and correlating, that is the set the event was judged by.
     */
    public Optional<InForce> holding(String correlationId, String stateHash, long receivedAt) {
        Optional<InForce> found = search(correlationId, stateHash, receivedAt);
        if (found.isPresent() || feed == null || missed.contains(stateHash)) {
            return found;
        }
        awaitNews();
        Optional<InForce> now = search(correlationId, stateHash, receivedAt);
        if (now.isEmpty() && missed.size() < MOST_MISSED) {
            missed.add(stateHash);
        }
        return now;
    }

    /**
     * Until when a correlation stayed in force that was in force at this receipt.
     *
     * @param now how far time has come
     * @return receipt time in milliseconds since the epoch; {@link Long#MAX_VALUE} when it still is
     */
    public long until(CorrelationRule rule, String stateHash, long receivedAt, long now) {
        for (PublishedRuleSet later : timeline().between(receivedAt, now)) {
            if (compiled(later).plan().correlation(rule.id(), stateHash).isEmpty()) {
                return later.effectiveFrom();
            }
        }
        return Long.MAX_VALUE;
    }

    void close() {
        if (feed != null) {
            feed.close();
        }
    }

    private Optional<InForce> search(String correlationId, String stateHash, long receivedAt) {
        RuleTimeline known = timeline();
        PublishedRuleSet here = known.at(receivedAt);
        List<PublishedRuleSet> sets = known.sets();
        int at = sets.indexOf(here);
        for (int i = at; i >= Math.max(0, at - LOOKED_BACK); i--) {
            InForce set = compiled(sets.get(i));
            if (set.plan().correlation(correlationId, stateHash).isPresent()) {
                return Optional.of(set);
            }
        }
        return at + 1 < sets.size()
                ? Optional.of(compiled(sets.get(at + 1)))
                        .filter(set ->
                                set.plan().correlation(correlationId, stateHash).isPresent())
                : Optional.empty();
    }

    private InForce compiled(PublishedRuleSet published) {
        InForce known = last;
        if (known != null && known.published() == published) {
            return known;
        }
        FutureTask<InForce> task;
        synchronized (compiled) {
            String key = published.version();
            task = compiled.computeIfAbsent(key, version -> new FutureTask<>(() -> InForce.of(published)));
            if (compiled.size() > MOST_COMPILED) {
                String eldest = compiled.keySet().iterator().next();
                compiled.remove(eldest);
            }
        }
        task.run();
        try {
            InForce set = task.get();
            InForce dated = set.published() == published ? set : set.since(published);
            last = dated;
            return dated;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while rules are compiled", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("rule set " + published.version() + " cannot be compiled", e.getCause());
        }
    }

    /** A timeline from the topic: its newest set is compiled here and now, aside from those who judge. */
    private void learn(RuleTimeline learned) {
        PublishedRuleSet newest = learned.newest();
        FutureTask<InForce> task = new FutureTask<>(() -> InForce.of(newest));
        synchronized (compiled) {
            compiled.putIfAbsent(newest.version(), task);
            task = Objects.requireNonNull(compiled.get(newest.version()));
        }
        task.run();
        report(newest, task);
        long judged = greatest;
        timeline = learned;
        if (judged >= newest.effectiveFrom()) {
            LOG.warn(
                    "rule set {} became known late: events received from {} to {} were judged by the set before",
                    newest.version(),
                    Instant.ofEpochMilli(newest.effectiveFrom()),
                    Instant.ofEpochMilli(judged));
        }
        synchronized (this) {
            notifyAll();
        }
    }

    private static void report(PublishedRuleSet published, FutureTask<InForce> task) {
        RuleSet rules;
        try {
            rules = task.get().rules();
        } catch (InterruptedException | ExecutionException e) {
            LOG.error("rule set {} cannot be compiled", published.version(), e);
            return;
        }
        LOG.info(
                "rule set {} of {}, in force from {}: {} rules and {} correlations run, {} are rejected",
                published.version(),
                published.publishedBy(),
                Instant.ofEpochMilli(published.effectiveFrom()),
                rules.rules().size(),
                rules.correlations().size(),
                rules.rejections().size());
        for (Rejection rejected :
                rules.rejections().stream().limit(REJECTIONS_SHOWN).toList()) {
            LOG.warn(
                    "rejected rule {}:{} {}: {}", rejected.file(), rejected.line(), rejected.code(), rejected.reason());
        }
    }

    private synchronized void awaitNews() {
        RuleTimeline known = timeline();
        long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        try {
            while (timeline() == known && System.nanoTime() < deadline) {
                wait(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
