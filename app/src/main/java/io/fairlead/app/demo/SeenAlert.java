// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An alert as it lies in Elasticsearch.
 *
 * @param id its identity
 * @param seenAt when a search found it first
 * @param document its document
 */
record SeenAlert(String id, Instant seenAt, JsonNode document) {
    private static final int LONGEST_VALUE = 40;

    String ruleId() {
        return document.at("/rule/id").asText();
    }

    String title() {
        return document.at("/rule/name").asText();
    }

    String level() {
        return document.at("/fairlead/alert/level").asText();
    }

    /** The audit requests that it stands for. */
    List<String> auditIds() {
        return texts("/fairlead/alert/audit_ids");
    }

    /** The events that it stands for. */
    List<String> eventIds() {
        return texts("/fairlead/alert/event_ids");
    }

    boolean isCorrelation() {
        return document.at("/fairlead/alert/window").isObject();
    }

    /** One line for people: how bad, what, who, where from, on what, why. */
    String line() {
        String where = join(" ", texts("/source/ip"));
        String what = join(" ", texts("/orchestrator/namespace")) + slash(texts("/orchestrator/resource/name"));
        List<String> why = why();
        return String.format(
                Locale.ROOT,
                "%-8s  %-44s  who %s%s%s%s",
                level().toUpperCase(Locale.ROOT),
                title(),
                orUnknown(join(", ", texts("/user/name"))),
                where.isBlank() ? "" : "  from " + where,
                what.isBlank() ? "" : "  on " + what,
                why.isEmpty() ? "" : "  because " + join(", ", why));
    }

    /** What matched in the first event of the evidence, field=value, the longest names cut. */
    private List<String> why() {
        List<String> why = new ArrayList<>();
        document.at("/fairlead/alert/evidence/0/matches").forEach(match -> {
            String value = match.path("value").asText();
            why.add(match.path("field").asText().replace("kubernetes.audit.", "") + "="
                    + (value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) + "…" : value));
        });
        return why;
    }

    private static String orUnknown(String who) {
        return who.isBlank() ? "(unknown)" : who;
    }

    private static String slash(List<String> names) {
        return names.isEmpty() ? "" : "/" + join(",", names);
    }

    private static String join(String separator, List<String> texts) {
        List<String> shown = texts.size() > 3 ? texts.subList(0, 3) : texts;
        return String.join(separator, shown) + (texts.size() > 3 ? " …" : "");
    }

    private List<String> texts(String pointer) {
        JsonNode node = document.at(pointer);
        List<String> texts = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(each -> texts.add(each.asText()));
        } else if (node.isValueNode() && !node.isNull()) {
            texts.add(node.asText());
        }
        return texts;
    }
}
