// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.up;

import io.fairlead.app.config.FairleadConfig;
import io.fairlead.app.config.RulesConfig;
import io.fairlead.app.rules.RuleSources;
import io.fairlead.detect.RuleSetCompiler;
import io.fairlead.detect.job.rules.RuleTopic;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.schemas.record.RuleFile;
import io.fairlead.schemas.record.RuleManifest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Publishes the configured rules on the topic {@code rules}, and tells which of them will not run. */
public final class RulePublisher {
    private RulePublisher() {}

    /** Publishes them, unless the very same set is in force; the manifest in force. */
    public static RuleManifest publish(FairleadConfig config, String publishedBy, Consumer<String> words) {
        List<RuleFile> files = files(config.rules());
        RuleSet set = RuleSetCompiler.standard().compile(files);
        set.rejections()
                .forEach(rejection -> words.accept("rule rejected, the others run: " + rejection.file() + ":"
                        + rejection.line() + ": " + rejection.reason()));
        Instant now = Instant.now();
        set.filters().stream()
                .filter(filter -> filter.isExpired(now))
                .forEach(filter -> words.accept("filter expired, it excludes nothing any more: "
                        + filter.info().file() + ":" + filter.info().line() + ": "
                        + filter.info().title()));
        return RuleTopic.publish(config.kafka(), files, publishedBy, now);
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
