// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.posture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.format.Fields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes the results of a report of Kubescape apart: a record each, with its control, its resource and the report's head. */
final class KubescapeReport {
    private static final int MOST_PATHS = 64;

    private final Fields report;
    private final ObjectNode head;
    private final List<JsonNode> records = new ArrayList<>();

    KubescapeReport(ObjectNode root) {
        this.report = new Fields(root);
        this.head = Heads.of(
                root,
                "generationTime",
                "reportGenerationTime",
                "clusterName",
                "reportGUID",
                "reportID",
                "customerGUID");
        String version = report.text("metadata.scanMetadata.kubescapeVersion");
        if (!version.isEmpty()) {
            head.put("kubescapeVersion", Heads.cut(version));
        }
    }

    /** With results by resource. */
    static boolean isSecond(ObjectNode root) {
        JsonNode first = root.path("results").path(0);
        boolean told = root.path("summaryDetails").isObject()
                || root.path("metadata").path("scanMetadata").isObject()
                || first.path("resourceID").isTextual()
                        && first.path("controls").isArray();
        return told && (root.has("results") || root.has("resources"));
    }

    /** With frameworks, or a framework alone. */
    static boolean isFirst(ObjectNode root) {
        return root.path("frameworks").path(0).path("controlReports").isArray()
                || root.path("controlReports").isArray() && root.path("name").isTextual();
    }

    List<JsonNode> records() {
        if (isSecond(report.root())) {
            second();
        } else if (report.root().has("controlReports")) {
            framework(report);
        } else {
            report.objects("frameworks").forEach(one -> framework(new Fields(one)));
        }
        if (records.isEmpty()) {
            records.add(JsonNodeFactory.instance.objectNode().set("report", head));
        }
        return records;
    }

    private void second() {
        Map<String, ObjectNode> resources = new HashMap<>();
        for (ObjectNode resource : report.objects("resources")) {
            resources.put(resource.path("resourceID").asText(), KubescapeResource.of(resource));
        }
        for (ObjectNode result : report.objects("results")) {
            String id = result.path("resourceID").asText();
            ObjectNode resource = resources.computeIfAbsent(id, KubescapeResource::named);
            for (JsonNode control : new Fields(result).items("controls")) {
                if (control instanceof ObjectNode own) {
                    ObjectNode record = record(control(own), resource);
                    paths(own, record.putArray("failedPaths"));
                } else {
                    records.add(control);
                }
            }
        }
    }

    private ObjectNode control(ObjectNode own) {
        ObjectNode control = Heads.of(own, "controlID", "name");
        Fields fields = new Fields(own);
        control.setAll(Heads.of(
                own.path("status") instanceof ObjectNode status ? status : own, "status", "subStatus", "info"));
        if (!control.has("status")) {
            control.put("status", ofRules(fields));
        }
        if (report.at("summaryDetails.controls").path(fields.text("controlID")) instanceof ObjectNode summary) {
            control.setAll(Heads.of(summary, "scoreFactor", "severity"));
            if (summary.path("severity") instanceof ObjectNode severity) {
                control.setAll(Heads.of(severity, "severity"));
            }
            String category = new Fields(summary).text("category.name");
            if (!category.isEmpty()) {
                control.put("category", Heads.cut(category));
            }
        }
        return control;
    }

    /** Early releases of the second version tell the status of a control's rules alone. */
    private static String ofRules(Fields control) {
        List<String> words = control.objects("rules").stream()
                .map(rule -> new Fields(rule).text("status.status", "status"))
                .toList();
        if (words.contains("failed")) {
            return "failed";
        }
        boolean passed = !words.isEmpty() && words.stream().allMatch("passed"::equals);
        return passed ? "passed" : "unknown";
    }

    private static void paths(ObjectNode control, ArrayNode paths) {
        for (ObjectNode rule : new Fields(control).objects("rules")) {
            for (ObjectNode path : new Fields(rule).objects("paths")) {
                String failed = new Fields(path).text("failedPath", "reviewPath", "fixPath.path", "deletePath");
                add(failed, paths);
            }
            new Fields(rule).items("failedPaths").forEach(path -> add(path.asText(), paths));
        }
    }

    private static void add(String path, ArrayNode paths) {
        if (!path.isEmpty() && paths.size() < MOST_PATHS) {
            paths.add(Heads.cut(path));
        }
    }

    private void framework(Fields framework) {
        String name = Heads.cut(framework.text("name"));
        for (ObjectNode control : framework.objects("controlReports")) {
            int before = records.size();
            for (ObjectNode rule : new Fields(control).objects("ruleReports")) {
                for (ObjectNode response : new Fields(rule).objects("ruleResponses")) {
                    response(name, control, response);
                }
            }
            if (records.size() == before) {
                record(first(control, ""), null).put("framework", name);
            }
        }
    }

    private void response(String framework, ObjectNode control, ObjectNode response) {
        Fields fields = new Fields(response);
        List<ObjectNode> objects = fields.objects("alertObject.k8sApiObjects");
        ObjectNode resource = objects.isEmpty() ? null : KubescapeResource.object(objects.get(0));
        String told = fields.text("ruleStatus.status", "ruleStatus");
        // what a rule answers is what it found; early releases do not say so
        String found = fields.at("exception").isObject() ? "excluded" : "failed";
        ObjectNode record = record(first(control, told.isEmpty() ? found : told), resource);
        record.put("framework", framework);
        ArrayNode paths = record.putArray("failedPaths");
        fields.items("failedPaths").stream().limit(MOST_PATHS).forEach(path -> paths.add(Heads.cut(path.asText())));
    }

    /** A control of the first version: what it says of a resource is a failure or a warning; without any it passed. */
    private static ObjectNode first(ObjectNode own, String status) {
        ObjectNode control = Heads.of(own, "controlID", "name", "remediation");
        if (!control.has("controlID") && own.path("id").isTextual()) {
            control.put("controlID", Heads.cut(own.path("id").asText()));
        }
        if (own.path("baseScore").isNumber()) {
            control.set("scoreFactor", own.get("baseScore"));
        }
        String whole = own.path("failedResources").asInt() > 0 ? "failed" : "passed";
        return control.put("status", status.isEmpty() ? whole : Heads.cut(status));
    }

    private ObjectNode record(ObjectNode control, @Nullable ObjectNode resource) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.set("report", head);
        record.set("control", control);
        if (resource != null) {
            record.set("resource", resource);
        }
        records.add(record);
        return record;
    }
}
