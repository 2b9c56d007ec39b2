// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.signing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.format.Fields;
import java.util.List;

/**
 * Takes a verification response apart: a record for each verifier's result, those of nested artifacts too. In versions 0.x a
 * report is a result; in 1.x it holds results.
 */
final class RatifyReports {
    private static final List<String> NESTED = List.of("nestedResults", "nestedReports", "verifierReports");
    private static final List<String> SHARED = List.of("subject", "referenceDigest", "artifactType");

    private final ObjectNode response;
    private final List<JsonNode> records;
    private final ObjectNode head = JsonNodeFactory.instance.objectNode();

    RatifyReports(ObjectNode response, String subject, String time, List<JsonNode> records) {
        this.response = response;
        this.records = records;
        copy(response, "version", "version");
        copy(response, "traceID", "traceID");
        copy(response, "timestamp", "timestamp");
        head.put("subject", subject).put("time", time);
    }

    private void copy(ObjectNode from, String name, String to) {
        String text = new Fields(from).text(name);
        if (!text.isEmpty()) {
            head.put(to, text);
        }
    }

    void take() {
        int before = records.size();
        for (JsonNode report : new Fields(response).items("verifierReports")) {
            report(report, JsonNodeFactory.instance.objectNode());
        }
        if (records.size() == before) {
            ObjectNode whole = JsonNodeFactory.instance.objectNode();
            whole.put("isSuccess", new Fields(response).text("isSuccess").equals("true"));
            record(whole);
        }
    }

    /** The parser's bound on depth is this one's too. */
    private void report(JsonNode node, ObjectNode above) {
        if (!(node instanceof ObjectNode report)) {
            records.add(node);
            return;
        }
        ObjectNode shared = above.deepCopy();
        for (String name : SHARED) {
            if (report.path(name).isTextual()) {
                shared.set(name, report.get(name));
            }
        }
        if (report.has("isSuccess") || !report.has("verifierReports")) {
            ObjectNode own = shared.deepCopy();
            report.properties().forEach(entry -> {
                if (!NESTED.contains(entry.getKey())) {
                    own.set(entry.getKey(), entry.getValue());
                }
            });
            record(own);
        }
        NESTED.forEach(name -> new Fields(report).items(name).forEach(nested -> report(nested, shared)));
    }

    private void record(ObjectNode report) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.set("response", head);
        record.set("report", report);
        records.add(record);
    }
}
