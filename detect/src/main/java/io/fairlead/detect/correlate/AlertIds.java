// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.correlate;

import io.fairlead.schemas.identity.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Ids of the alerts of correlations. */
public final class AlertIds {
    private AlertIds() {}

    /** Of this rule, this group and this window: the same for every way to the same alert. */
    public static String correlated(String ruleId, Map<String, String> group, long anchor) {
        List<String> parts = new ArrayList<>(List.of("alert", ruleId));
        group.forEach((name, value) -> {
            parts.add(name);
            parts.add(value);
        });
        parts.add(Long.toString(anchor));
        return Identity.hash(parts.toArray(String[]::new));
    }
}
