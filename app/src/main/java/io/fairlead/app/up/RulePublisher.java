// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.up;

import io.fairlead.app.config.FairleadConfig;
import io.fairlead.app.config.RulesConfig;
import io.fairlead.app.rules.RuleSources;
import io.fairlead.detect.job.rules.LastGood;
import io.fairlead.detect.job.rules.PublishedRuleSet;
import io.fairlead.detect.job.rules.RuleSetSource;
import io.fairlead.detect.job.rules.RuleTopic;
import io.fairlead.schemas.record.RuleFile;
import io.fairlead.schemas.record.RuleManifest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Publishes the configured rules on the topic {@code rules}, and tells which of them will not run. */
public final class RulePublisher {
    private RulePublisher() {}

    /**
     * Publishes them, unless the very same set is in force; the manifest in force. The first set is in force at once, a later
     * one a few seconds ahead, so that every job knows it in time.
     */
    public static RuleManifest publish(FairleadConfig config, String publishedBy, Consumer<String> words) {
        return publish(config, files(config.rules()), publishedBy, words);
    }

    /** As {@link #publish(FairleadConfig, String, Consumer)} with these files. */
    static RuleManifest publish(
            FairleadConfig config, List<RuleFile> files, String publishedBy, Consumer<String> words) {
        return publish(config, files, publishedBy, Optional.empty(), words);
    }

    /**
     * As {@link #publish(FairleadConfig, String, Consumer)} with these files, in force from a time to come; an earlier one
     * counts as now.
     */
    public static RuleManifest publish(
            FairleadConfig config,
            List<RuleFile> files,
            String publishedBy,
            Optional<Instant> effectiveFrom,
            Consumer<String> words) {
        Optional<PublishedRuleSet> before = RuleSetSource.read(config.kafka());
        LastGood good = LastGood.of(files, before);
        good.kept()
                .forEach(kept ->
                        words.accept("rule file " + kept.path() + " keeps its last good version: " + kept.reason()));
        good.compiled()
                .rejections()
                .forEach(rejection -> words.accept("rule rejected, the others run: " + rejection.file() + ":"
                        + rejection.line() + ": " + rejection.reason()));
        Instant now = Instant.now();
        good.compiled().filters().stream()
                .filter(filter -> filter.isExpired(now))
                .forEach(filter -> words.accept("filter expired, it excludes nothing any more: "
                        + filter.info().file() + ":" + filter.info().line() + ": "
                        + filter.info().title()));
        Instant soonest = before.isEmpty() ? now : now.plus(RuleTopic.LEAD);
        Instant from = effectiveFrom.filter(soonest::isBefore).orElse(soonest);
        return RuleTopic.publish(config.kafka(), good.files(), publishedBy, from);
    }

    /** The rule files that the settings name, and the lists. */
    public static List<RuleFile> files(RulesConfig rules) {
        List<RuleFile> files = new ArrayList<>();
        if (rules.bundled()) {
            files.addAll(RuleSources.packAnd(rules.paths()));
        } else if (!rules.paths().isEmpty()) {
            files.addAll(RuleSources.of(rules.paths()));
        }
        files.addAll(RuleSources.lists(rules.lists()));
        return files;
    }
}
