// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.judge;

import io.fairlead.detect.RuleSetCompiler;
import io.fairlead.detect.job.rules.PublishedRuleSet;
import io.fairlead.detect.rule.RuleSet;

/** Compiles a published set when an operator opens: nothing compiled has to cross the network. */
final class CompiledRules {
    private CompiledRules() {}

    static RuleSet of(PublishedRuleSet published) {
        return RuleSetCompiler.standard().compile(published.files());
    }
}
