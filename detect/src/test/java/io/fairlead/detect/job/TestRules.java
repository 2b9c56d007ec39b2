// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job;

import io.fairlead.detect.RuleManifests;
import io.fairlead.schemas.record.RuleFile;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Rules that the job's tests judge by. */
public final class TestRules {
    /** Title of the rule that fires on one event. */
    public static final String DELETION = "Deletion";

    /** Title of the correlation of three requests. */
    public static final String BURST = "Burst of lists";

    /** Title of the correlation that fires when too few came. */
    public static final String SILENCE = "Too few watches";

    private TestRules() {}

    /** A rule on one event, with this verb. */
    public static RuleFile single(String title, String verb) {
        return file(title, """
                title: %s
                id: %s
                status: test
                level: high
                logsource:
                    product: kubernetes
                    service: audit
                detection:
                    selection:
                        kubernetes.audit.verb: %s
                    condition: selection
                """.formatted(title, id(title), verb));
    }

    /** As {@link #single}, with these words on what alerts swallow one another. */
    public static RuleFile suppressing(String title, String verb, String suppress) {
        String text =
                StandardCharsets.UTF_8.decode(single(title, verb).getContent()).toString();
        return file(title, text + "suppress: " + suppress + "\n");
    }

    /** At least three requests with the verb {@code list} by one user within a minute. */
    public static RuleFile burst() {
        return burst("gte: 3");
    }

    /** So many requests with the verb {@code list} by one user within a minute. */
    public static RuleFile burst(String condition) {
        return correlation(BURST, "list", condition);
    }

    /** Fewer than two requests with the verb {@code watch} by one user within a minute of the first. */
    public static RuleFile silence() {
        return correlation(SILENCE, "watch", "lt: 2");
    }

    /** All of them. */
    public static List<RuleFile> all() {
        return List.of(single(DELETION, "delete"), burst(), silence());
    }

    private static RuleFile correlation(String title, String verb, String condition) {
        return file(title, """
                title: %1$s, one of them
                id: %2$s
                name: base_%3$s
                status: test
                level: low
                logsource:
                    product: kubernetes
                    service: audit
                detection:
                    selection:
                        kubernetes.audit.verb: %3$s
                    condition: selection
                ---
                title: %1$s
                id: %4$s
                status: test
                level: medium
                correlation:
                    type: event_count
                    rules:
                        - base_%3$s
                    group-by:
                        - user.name
                    timespan: 1m
                    condition:
                        %5$s
                """.formatted(title, id(title + " base"), verb, id(title), condition));
    }

    private static String id(String text) {
        return java.util
                .UUID
                .nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static RuleFile file(String title, String text) {
        String path = title.toLowerCase(java.util.Locale.ROOT).replace(' ', '-') + ".yml";
        return RuleManifests.file(path, text.getBytes(StandardCharsets.UTF_8));
    }
}
