// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.replay;

import java.util.List;

/**
 * How the alerts of a replay compare with those of live over the same span.
 *
 * @param replayId the replay
 * @param ruleSet version of the set it judged by
 * @param events events judged, those read on both sides of the span included
 * @param same alerts that live has too
 * @param newAlerts alerts that live does not have
 * @param gone alerts of live that the replay does not have
 */
public record ReplayReport(
        String replayId,
        String ruleSet,
        long events,
        List<AlertLine> same,
        List<AlertLine> newAlerts,
        List<AlertLine> gone) {
    /**
     * One alert.
     *
     * @param id {@code Alert.id}, without the replay's name
     * @param ruleTitle title of the rule that fired
     */
    public record AlertLine(String id, String ruleTitle) {}

    public ReplayReport {
        same = List.copyOf(same);
        newAlerts = List.copyOf(newAlerts);
        gone = List.copyOf(gone);
    }
}
