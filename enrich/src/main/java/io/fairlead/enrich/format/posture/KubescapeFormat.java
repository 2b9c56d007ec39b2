// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.posture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Fields;
import io.fairlead.enrich.format.RecordFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A report of Kubescape as JSON: version 2, with results by resource, or version 1, with frameworks; an event for each
 * control and resource. Source: Kubescape, {@code opa-utils/reporthandling}.
 */
public final class KubescapeFormat extends RecordFormat {
    private static final String OWN = "kubescape.";
    private static final SortedMap<String, String> TEXTS = new TreeMap<>(Map.ofEntries(
            Map.entry("report.clusterName", "orchestrator.cluster.name"),
            Map.entry("report.reportGUID", OWN + "report.id"),
            Map.entry("report.reportID", OWN + "report.id"),
            Map.entry("report.kubescapeVersion", "observer.version"),
            Map.entry("framework", "rule.benchmark.name"),
            Map.entry("control.category", "rule.section"),
            Map.entry("control.remediation", "rule.remediation"),
            Map.entry("control.subStatus", OWN + "sub_status"),
            Map.entry("control.info", "event.reason"),
            Map.entry("resource.resourceID", "resource.id"),
            Map.entry("resource.path", "file.path")));

    /** For the service loader. */
    public KubescapeFormat() {
        super("kubescape.result", "kubescape");
    }

    @Override
    protected boolean byDelivery() {
        return true;
    }

    @Override
    protected boolean isRoot(ObjectNode root) {
        return KubescapeReport.isSecond(root) || KubescapeReport.isFirst(root);
    }

    @Override
    protected List<JsonNode> records(ObjectNode root) {
        return isRoot(root) ? new KubescapeReport(root).records() : List.of(root);
    }

    @Override
    protected boolean isRecord(ObjectNode record) {
        return record.path("report").isObject()
                && (!record.has("control")
                        || record.path("control").path("status").isTextual());
    }

    @Override
    protected String stamp(ObjectNode record) {
        String stamp = new Fields(record).text("report.generationTime", "report.reportGenerationTime");
        // Go's zero time: offline scans have none
        return stamp.startsWith("0001-") ? "" : stamp;
    }

    @Override
    protected String id(ObjectNode record) {
        return "";
    }

    @Override
    protected void write(Fields record, EcsDocument document) {
        if (!record.root().has("control")) {
            CheckFields.nothing("kubescape", document);
        } else {
            String status = record.text("control.status");
            CheckFields.result(
                    "kubescape",
                    evaluation(status),
                    status,
                    record.text("control.controlID"),
                    record.text("control.name"),
                    document);
            String severity = severity(record.at("control.scoreFactor"));
            document.text(
                    "result.severity",
                    severity.isEmpty() ? record.text("control.severity").toLowerCase(Locale.ROOT) : severity);
        }
        record.copy(TEXTS, document);
        if (record.at("resource").isObject()) {
            CheckFields.resource(
                    record.text("resource.kind"),
                    record.text("resource.name"),
                    record.text("resource.namespace"),
                    record.text("resource.apiVersion"),
                    document);
        }
        document.texts(
                OWN + "failed_paths",
                record.items("failedPaths").stream().map(JsonNode::asText).toList());
    }

    private static Evaluation evaluation(String status) {
        return switch (status) {
            case "passed", "success" -> Evaluation.PASSED;
            case "failed" -> Evaluation.FAILED;
            default -> Evaluation.UNKNOWN;
        };
    }

    /** Kubescape's own bands of a control's score factor. */
    private static String severity(JsonNode factor) {
        if (!factor.isNumber() || factor.asDouble() < 1) {
            return "";
        }
        double score = factor.asDouble();
        return score >= 9 ? "critical" : score >= 7 ? "high" : score >= 4 ? "medium" : "low";
    }
}
