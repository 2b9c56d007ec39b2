// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.posture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Fields;
import io.fairlead.enrich.format.RecordFormat;
import io.fairlead.enrich.format.UnixTime;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Policy reports of Kyverno and everybody else who writes them: PolicyReport and ClusterPolicyReport of wgpolicyk8s.io, Report
 * and ClusterReport of openreports.io, Kyverno's own reports before they are put together, lists and watches of all these, and
 * single results as Policy Reporter sends them; an event for each result. Source: Kubernetes policy working group, policy report API; OpenReports, reports API.
 */
public final class PolicyReportFormat extends RecordFormat {
    private static final String OWN = "policy_report.";
    private static final Set<String> WORDS = Set.of("pass", "fail", "warn", "error", "skip");
    private static final List<String> GROUPS = List.of("wgpolicyk8s.io/", "openreports.io/", "reports.x-k8s.io/");
    private static final SortedMap<String, String> TEXTS = new TreeMap<>(Map.of(
            "result.category", "rule.category",
            "result.policy", "rule.ruleset",
            "result.severity", "result.severity",
            "result.scored", OWN + "scored",
            "report.kind", OWN + "kind",
            "report.name", OWN + "name",
            "report.namespace", OWN + "namespace",
            "report.uid", OWN + "uid"));

    /** For the service loader. */
    public PolicyReportFormat() {
        super("policy_report.result", "policy_report");
    }

    @Override
    protected boolean isRoot(ObjectNode root) {
        if (isReport(root) || isResult(root)) {
            return true;
        }
        return root.path("object") instanceof ObjectNode watched && isReport(watched)
                || root.path("items").path(0) instanceof ObjectNode first && isReport(first);
    }

    private static boolean isReport(ObjectNode root) {
        String version = root.path("apiVersion").asText();
        boolean interim = version.startsWith("kyverno.io/") || version.startsWith("reports.kyverno.io/");
        if (interim) {
            return root.path("kind").asText().endsWith("Report")
                    && root.path("spec").has("results");
        }
        return GROUPS.stream().anyMatch(version::startsWith)
                        && !root.path("items").isArray()
                || root.path("results").path(0) instanceof ObjectNode first && isResult(first);
    }

    private static boolean isResult(ObjectNode node) {
        return node.path("policy").isTextual()
                && (WORDS.contains(node.path("result").asText())
                        || WORDS.contains(node.path("status").asText()));
    }

    @Override
    protected List<JsonNode> records(ObjectNode root) {
        if (!isRoot(root)) {
            return List.of(root);
        }
        List<JsonNode> records = new ArrayList<>();
        if (root.path("object") instanceof ObjectNode watched && isReport(watched)) {
            report(watched, records);
        } else if (root.path("items").isArray()) {
            for (JsonNode item : new Fields(root).items("items")) {
                if (item instanceof ObjectNode report && isReport(report)) {
                    report(report, records);
                } else {
                    records.add(item);
                }
            }
        } else {
            report(root, records);
        }
        return records;
    }

    private static void report(ObjectNode report, List<JsonNode> records) {
        ObjectNode head = Heads.of(report, "apiVersion", "kind", "source");
        if (report.path("metadata") instanceof ObjectNode metadata) {
            head.setAll(Heads.of(metadata, "name", "namespace", "uid", "resourceVersion", "creationTimestamp"));
        }
        JsonNode owner =
                report.has("scope") ? report.path("scope") : report.path("spec").path("owner");
        if (owner instanceof ObjectNode scope) {
            head.set("scope", object(scope));
        }
        Fields fields = new Fields(report);
        List<JsonNode> results = report.has("policy")
                ? List.of(report)
                : fields.items(fields.at("spec.results").isArray() ? "spec.results" : "results");
        for (JsonNode result : results) {
            ObjectNode record = JsonNodeFactory.instance.objectNode();
            record.set("report", head);
            record.set("result", result);
            records.add(record);
        }
        if (results.isEmpty()) {
            records.add(JsonNodeFactory.instance.objectNode().set("report", head));
        }
    }

    private static ObjectNode object(ObjectNode reference) {
        return Heads.of(reference, "apiVersion", "kind", "name", "namespace", "uid");
    }

    @Override
    protected boolean isRecord(ObjectNode record) {
        return record.path("report").isObject()
                && (!record.has("result") || record.path("result") instanceof ObjectNode result && isResult(result));
    }

    @Override
    protected String stamp(ObjectNode record) {
        JsonNode stamp = record.path("result").path("timestamp");
        JsonNode seconds = stamp.path("seconds");
        if (seconds.isIntegralNumber()) {
            long nanos = Math.floorMod(stamp.path("nanos").asLong(), 1_000_000_000L);
            return UnixTime.seconds(seconds.decimalValue().add(BigDecimal.valueOf(nanos, 9)));
        }
        String written = new Fields(record).text("result.timestamp", "result.creationTimestamp");
        return written.isEmpty() ? UnixTime.seconds(stamp) : written;
    }

    @Override
    protected String id(ObjectNode record) {
        return record.path("report").path("uid").asText();
    }

    @Override
    protected void write(Fields record, EcsDocument document) {
        String source = record.text("result.source", "report.source");
        String tool = source.isEmpty() ? "policy report" : source;
        if (!record.root().has("result")) {
            CheckFields.nothing(tool, document);
            scope(record.at("report.scope"), record, document);
            record.copy(TEXTS, document);
            return;
        }
        String status = WORDS.contains(record.text("result.result"))
                ? record.text("result.result")
                : record.text("result.status");
        String rule = record.text("result.rule");
        String policy = record.text("result.policy");
        CheckFields.result(
                tool, evaluation(status), status, rule.isEmpty() ? policy : policy + "/" + rule, "", document);
        record.copy(TEXTS, document);
        String reason = record.text("result.message", "result.description");
        document.text("rule.name", rule.isEmpty() ? policy : rule)
                .text("event.reason", reason)
                .text(
                        "message",
                        evaluation(status).text() + ": " + (rule.isEmpty() ? policy : policy + "/" + rule)
                                + (reason.isEmpty() ? "" : ": " + reason));
        record.flattened("result.properties", OWN + "properties", document);
        resources(record, document);
    }

    private static void resources(Fields record, EcsDocument document) {
        List<ObjectNode> resources = new ArrayList<>(record.objects("result.resources"));
        resources.addAll(record.objects("result.subjects"));
        JsonNode first = resources.isEmpty() ? record.at("result.resource") : resources.get(0);
        scope(first.isObject() ? first : record.at("report.scope"), record, document);
        if (resources.size() > 1) {
            document.texts(
                    OWN + "resources",
                    resources.stream()
                            .map(resource -> resource.path("kind").asText() + "/"
                                    + resource.path("name").asText())
                            .toList());
        }
    }

    /** What a reference names; what it names in no namespace is in the report's own. */
    private static void scope(JsonNode reference, Fields record, EcsDocument document) {
        if (reference instanceof ObjectNode object) {
            Fields fields = new Fields(object(object));
            String namespace = fields.text("namespace");
            CheckFields.resource(
                    fields.text("kind"),
                    fields.text("name"),
                    namespace.isEmpty() ? record.text("report.namespace") : namespace,
                    fields.text("apiVersion"),
                    document);
            document.text("resource.id", fields.text("uid")).text("orchestrator.resource.id", fields.text("uid"));
        }
    }

    private static Evaluation evaluation(String status) {
        return switch (status) {
            case "pass" -> Evaluation.PASSED;
            case "fail", "warn" -> Evaluation.FAILED;
            default -> Evaluation.UNKNOWN;
        };
    }
}
