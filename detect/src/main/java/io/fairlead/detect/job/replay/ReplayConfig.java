// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.replay;

import io.fairlead.detect.job.DetectException;
import io.fairlead.schemas.record.RuleFile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What to replay.
 *
 * @param from first instant of receipt that counts
 * @param to first instant of receipt that does not
 * @param rules files to judge by; empty for the rule set in force
 * @param replayId names the replay, stands in its alerts and in the ids of their documents; use a new one each time
 */
public record ReplayConfig(Instant from, Instant to, Optional<List<RuleFile>> rules, String replayId) {
    public ReplayConfig {
        if (!from.isBefore(to)) {
            throw new DetectException("A replay goes from an earlier to a later time, not from " + from + " to " + to
                    + "; swap them or choose others.");
        }
        if (!replayId.matches("[a-z0-9][a-z0-9._-]{0,63}")) {
            throw new DetectException("A replay's name takes 1 to 64 lower-case letters, digits, dots, dashes and"
                    + " underscores and begins with a letter or digit, not '" + replayId + "'.");
        }
        rules = rules.map(List::copyOf);
    }
}
