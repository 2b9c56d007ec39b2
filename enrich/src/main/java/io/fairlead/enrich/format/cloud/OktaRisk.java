// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.cloud;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Fields;
import io.fairlead.enrich.json.JsonReader;
import io.fairlead.enrich.json.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What Okta thinks of a sign-in: {@code debugData.risk} and {@code .behaviors}, which are texts like
 * {@code {level=HIGH, reasons=Anomalous Location, New Device}}, or {@code .logOnlySecurityData}, which is JSON in a text and comes
 * first. Source: Okta, System Log API, debugContext, and the names of Elastic's integration.
 *
 * @param level LOW, MEDIUM or HIGH; empty where nothing was thought
 * @param reasons why
 * @param behaviors the behaviours that were found to be new
 */
record OktaRisk(String level, List<String> reasons, List<String> behaviors) {
    private static final String FROM = "debugContext.debugData.";
    private static final String TO = "okta.debug_context.debug_data.";
    private static final int LONGEST = 16_384;
    private static final JsonReader READER = new JsonReader(16);

    static OktaRisk of(Fields record) {
        Fields said = said(record.text(FROM + "logOnlySecurityData"));
        Map<String, String> risk = pairs(record.text(FROM + "risk"));
        String level = said.text("risk.level");
        String reasons = said.text("risk.reasons");
        Map<String, String> behaviors = new LinkedHashMap<>(pairs(record.text(FROM + "behaviors")));
        if (said.at("behaviors") instanceof ObjectNode known) {
            known.properties()
                    .forEach(entry ->
                            behaviors.put(entry.getKey(), entry.getValue().asText()));
        }
        return new OktaRisk(
                level.isEmpty() ? risk.getOrDefault("level", "") : level,
                split(reasons.isEmpty() ? risk.getOrDefault("reasons", "") : reasons),
                behaviors.entrySet().stream()
                        .filter(entry -> entry.getValue().equals("POSITIVE"))
                        .map(Map.Entry::getKey)
                        .toList());
    }

    void write(EcsDocument document) {
        document.text(TO + "risk_level", level)
                .texts(TO + "risk_reasons", reasons)
                .texts(TO + "risk_behaviors", behaviors);
    }

    private static Fields said(String text) {
        boolean read = text.startsWith("{") && text.length() <= LONGEST;
        return read && READER.read(text) instanceof JsonTree.Read tree && tree.root() instanceof ObjectNode root
                ? new Fields(root)
                : new Fields(JsonNodeFactory.instance.objectNode());
    }

    /** The pairs of {@code {a=b, c=d}}; a part without a sign belongs to the value before it. */
    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        if (text.length() < 2 || text.length() > LONGEST || !text.startsWith("{") || !text.endsWith("}")) {
            return pairs;
        }
        String last = "";
        for (String part : text.substring(1, text.length() - 1).split(", ")) {
            int sign = part.indexOf('=');
            if (sign > 0) {
                last = part.substring(0, sign);
                pairs.put(last, part.substring(sign + 1));
            } else if (!last.isEmpty()) {
                pairs.merge(last, part, (before, more) -> before + ", " + more);
            }
        }
        return pairs;
    }

    private static List<String> split(String reasons) {
        List<String> split = new ArrayList<>();
        for (String reason : reasons.split(",")) {
            if (!reason.isBlank()) {
                split.add(reason.strip());
            }
        }
        return split;
    }
}
