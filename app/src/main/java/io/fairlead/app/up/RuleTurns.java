// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.up;

import io.fairlead.app.config.FairleadConfig;
import io.fairlead.detect.RuleManifests;
import io.fairlead.detect.job.rules.PublishedRuleSet;
import io.fairlead.detect.job.rules.RuleSetSource;
import io.fairlead.schemas.kafka.Topic;
import io.fairlead.schemas.record.RuleFile;
import io.fairlead.schemas.record.RuleManifest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Publishes rule files only over sets that they gave themselves, so that two sources never undo each other's rules in turn.
 *
 * <p>Several processes may keep the same files: whoever sees a change first publishes it, and the others find it done.
 */
final class RuleTurns {
    private static final String WATCHING = "fairlead detect ";

    private final FairleadConfig config;
    private final Consumer<String> words;
    private final Set<String> ours = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean publishing = new AtomicBoolean();
    private volatile Supplier<PublishedRuleSet> newest = () -> {
        throw new IllegalStateException("no topic is followed yet");
    };

    private volatile String files = "";

    private RuleTurns(FairleadConfig config, Consumer<String> words) {
        this.config = config;
        this.words = words;
    }

    /**
     * Publishes the files, over what {@code fairlead setup} or this instance published before.
     *
     * @throws IllegalStateException when another watching process keeps other rules there
     */
    static RuleTurns take(FairleadConfig config, Consumer<String> words) {
        RuleTurns turns = new RuleTurns(config, words);
        List<RuleFile> now = RulePublisher.files(config.rules());
        Optional<PublishedRuleSet> before = RuleSetSource.read(config.kafka());
        boolean foreign = before.isPresent()
                && before.get().publishedBy().startsWith(WATCHING)
                && !before.get().publishedBy().equals(turns.name())
                && !before.get().version().equals(RuleManifests.version(now));
        if (foreign) {
            throw new IllegalStateException(turns.kept(before.get())
                    + " and two sources would undo each other's rules; give rules.publisher: detect to one of them only,"
                    + " or, when that one is gone, run 'fairlead setup' with rules.publisher: setup once to take over");
        }
        turns.put(now);
        return turns;
    }

    /** Version of the files that were published last, those aside that keep an earlier version. */
    String files() {
        return files;
    }

    /** From now on this says what was last published by whomever. */
    void follow(Supplier<PublishedRuleSet> published) {
        newest = published;
    }

    /**
     * Publishes files that changed.
     *
     * @throws IllegalStateException when another has published in the meantime
     */
    void publish(List<RuleFile> changed) {
        PublishedRuleSet known = newest.get();
        if (!ours.contains(known.version()) && !known.version().equals(RuleManifests.version(changed))) {
            throw new IllegalStateException(kept(known) + "; changed files are not published over them");
        }
        RuleManifest manifest = put(changed);
        words.accept(
                "rules changed: version " + manifest.getVersion() + " is in force from " + manifest.getEffectiveFrom());
    }

    /** Whose rules are in force instead of these files', when that is so for longer than two looks at the files. */
    Optional<String> conflict() {
        if (publishing.get()) {
            return Optional.empty();
        }
        PublishedRuleSet known = newest.get();
        long patience = 2 * config.rules().reload().toMillis();
        return ours.contains(known.version()) || System.currentTimeMillis() < known.effectiveFrom() + patience
                ? Optional.empty()
                : Optional.of(kept(known) + "; start this stage again to put its files in force");
    }

    private RuleManifest put(List<RuleFile> changed) {
        publishing.set(true);
        try {
            RuleManifest manifest = RulePublisher.publish(config, changed, name(), words);
            ours.add(manifest.getVersion());
            files = RuleManifests.version(changed);
            return manifest;
        } finally {
            publishing.set(false);
        }
    }

    private String name() {
        return WATCHING + config.detect().instance();
    }

    private String kept(PublishedRuleSet set) {
        return "the rules on topic " + config.kafka().topic(Topic.RULES) + " are those that '" + set.publishedBy()
                + "' published for " + Instant.ofEpochMilli(set.effectiveFrom())
                + " and on, not those of rules.paths here";
    }
}
