// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.posture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Fields;
import io.fairlead.enrich.format.RecordFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A report of kube-bench ({@code --json}): {@code Controls} with their totals, a list of controls, or one of them; an event
 * for each result. Reports have no time and no name of their own. Source: kube-bench, {@code check.Controls}.
 */
public final class KubeBenchFormat extends RecordFormat {
    private static final String OWN = "kube_bench.";
    private static final SortedMap<String, String> TEXTS = new TreeMap<>(Map.of(
            "control.id", OWN + "control.id",
            "control.node_type", OWN + "control.node_type",
            "control.text", "rule.benchmark.name",
            "control.version", "rule.benchmark.version",
            "group.section", OWN + "group.section",
            "group.desc", "rule.section",
            "result.remediation", "rule.remediation",
            "result.scored", OWN + "scored",
            "result.actual_value", OWN + "actual_value",
            "result.expected_result", OWN + "expected_result"));

    /** For the service loader. */
    public KubeBenchFormat() {
        super("kube_bench.result", "kube_bench");
    }

    @Override
    protected boolean byDelivery() {
        return true;
    }

    @Override
    protected boolean isRoot(ObjectNode root) {
        JsonNode controls = root.path("Controls");
        return root.has("Controls") && root.has("Totals") || isControl(controls.path(0)) || isControl(root);
    }

    private static boolean isControl(JsonNode control) {
        JsonNode tests = control.path("tests");
        return (tests.isArray() || tests.isNull())
                && control.path("id").isTextual()
                && (control.has("node_type") || control.has("total_pass"));
    }

    @Override
    protected List<JsonNode> records(ObjectNode root) {
        if (!isRoot(root)) {
            return List.of(root);
        }
        List<JsonNode> records = new ArrayList<>();
        List<JsonNode> controls = root.has("Controls") ? new Fields(root).items("Controls") : List.of(root);
        for (JsonNode item : controls) {
            if (item instanceof ObjectNode control) {
                results(control, records);
            } else {
                records.add(item);
            }
        }
        if (records.isEmpty()) {
            ObjectNode nothing = JsonNodeFactory.instance.objectNode();
            nothing.set("control", Heads.of(root, "id", "version", "text", "node_type"));
            records.add(nothing);
        }
        return records;
    }

    private static void results(ObjectNode control, List<JsonNode> records) {
        ObjectNode head = Heads.of(control, "id", "version", "detected_version", "text", "node_type");
        for (ObjectNode group : new Fields(control).objects("tests")) {
            ObjectNode section = Heads.of(group, "section", "desc");
            for (JsonNode result : new Fields(group).items("results")) {
                ObjectNode record = JsonNodeFactory.instance.objectNode();
                record.set("control", head);
                record.set("group", section);
                record.set("result", result);
                records.add(record);
            }
        }
    }

    @Override
    protected boolean isRecord(ObjectNode record) {
        return record.path("control").isObject()
                && (!record.has("result")
                        || record.path("result").path("test_number").isTextual());
    }

    @Override
    protected String stamp(ObjectNode record) {
        return "";
    }

    @Override
    protected String id(ObjectNode record) {
        return "";
    }

    @Override
    protected void write(Fields record, EcsDocument document) {
        if (!record.root().has("result")) {
            CheckFields.nothing("kube-bench", document);
            return;
        }
        String status = record.text("result.status", "result.State");
        CheckFields.result(
                "kube-bench",
                evaluation(status),
                status,
                record.text("result.test_number"),
                record.text("result.test_desc"),
                document);
        record.copy(TEXTS, document);
        document.text("orchestrator.type", "kubernetes").text("event.reason", record.text("result.reason"));
    }

    private static Evaluation evaluation(String status) {
        return switch (status) {
            case "PASS" -> Evaluation.PASSED;
            case "FAIL" -> Evaluation.FAILED;
            default -> Evaluation.UNKNOWN;
        };
    }
}
