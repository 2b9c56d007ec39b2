// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.meter;

import io.fairlead.detect.job.rules.InForce;
import io.fairlead.detect.match.text.GuardedRegex;
import io.fairlead.detect.rule.RuleSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands what the rule set in force says of itself to the meters, and what wants somebody to look to the log. */
public final class RuleFigures {
    private static final Logger LOG = LoggerFactory.getLogger(RuleFigures.class);

    private RuleFigures() {}

    /** Tells it anew; called by one thread at a time. */
    public static void tell(JobMeters meters, InForce set) {
        RuleSet compiled = set.rules();
        meters.rules(
                set.version(),
                set.published().effectiveFrom(),
                compiled.rules().size(),
                compiled.correlations().size(),
                compiled.rejections().size());
        List<GuardedRegex> guarded = set.matcher().guarded();
        guarded.stream()
                .filter(GuardedRegex::mustBeTold)
                .forEach(expression -> LOG.error(
                        "a search needed too many steps and was broken off; write the expression anew: {}",
                        expression.expression()));
        meters.guarded(
                guarded.stream().mapToLong(GuardedRegex::searches).sum(),
                guarded.stream().mapToLong(GuardedRegex::exceeded).sum(),
                guarded.stream().filter(expression -> expression.exceeded() > 0).count());
    }
}
