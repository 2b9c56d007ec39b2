// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * By what an alert of a run and one of the list are the same.
 *
 * @param rule the rule's id
 * @param auditId the request; empty for a correlation
 * @param group the group of a correlation; empty for a rule on single events
 */
record AlertKey(String rule, String auditId, Map<String, String> group) {
    AlertKey {
        group = Map.copyOf(group);
    }

    static AlertKey of(SeenAlert alert) {
        if (!alert.isCorrelation()) {
            return new AlertKey(alert.ruleId(), String.join(",", alert.auditIds()), Map.of());
        }
        Map<String, String> group = new TreeMap<>();
        JsonNode values = alert.document().at("/fairlead/alert/group");
        values.fieldNames()
                .forEachRemaining(name -> group.put(name, values.get(name).asText()));
        return new AlertKey(alert.ruleId(), "", group);
    }

    @Override
    public String toString() {
        return auditId.isEmpty() ? rule + " " + new TreeMap<>(group) : rule + " " + auditId;
    }
}
