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
        return RuleTopic.publish(config.kafka(), files, publishedBy, Instant.now());
    }

    /** The rule files that the settings name. */
    public static List<RuleFile> files(RulesConfig rules) {
        if (!rules.bundled()) {
            return rules.paths().isEmpty() ? List.of() : RuleSources.of(rules.paths());
        }
        return RuleSources.packAnd(rules.paths());
    }
}
