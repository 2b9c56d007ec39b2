// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.posture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Fields;
import io.fairlead.enrich.format.RecordFormat;
import io.fairlead.enrich.format.Source;
import io.fairlead.enrich.format.UnixTime;
import io.fairlead.enrich.json.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A report of Docker Bench for Security: its JSON with all results, or its log, whole or line by line; an event for each
 * result. Source: docker-bench-security, {@code functions/output_lib.sh}.
 */
public final class DockerBenchFormat extends RecordFormat {
    private static final String OWN = "docker_bench.";
    private static final Pattern NUMBER = Pattern.compile("\\d{1,2}(?:\\.\\d{1,2}){1,3}");
    private static final Set<String> WORDS = Set.of("PASS", "WARN", "INFO", "NOTE");
    private static final SortedMap<String, String> TEXTS = new TreeMap<>(Map.of(
            "report.dockerbenchsecurity", "observer.version",
            "group.id", OWN + "group.id",
            "group.desc", "rule.section",
            "result.details", "event.reason",
            "result.remediation", "rule.remediation",
            "result.remediation-impact", OWN + "remediation_impact"));

    /** For the service loader. */
    public DockerBenchFormat() {
        super("docker_bench.result", "docker_bench");
    }

    @Override
    protected JsonTree tree(Source source) {
        return isText(source) ? DockerBenchLog.tree(source.text()) : source.json();
    }

    @Override
    protected boolean isText(Source source) {
        return DockerBenchLog.is(source.bytes());
    }

    @Override
    protected boolean byDelivery() {
        return true;
    }

    @Override
    protected boolean isRoot(ObjectNode root) {
        return root.has("dockerbenchsecurity") && (root.path("tests").isArray() || root.has("checks") || isFlat(root));
    }

    @Override
    protected List<JsonNode> records(ObjectNode root) {
        if (!isRoot(root)) {
            return List.of(root);
        }
        ObjectNode head = Heads.of(root, "dockerbenchsecurity", "start", "end");
        List<JsonNode> records = new ArrayList<>();
        for (ObjectNode group : new Fields(root).objects("tests")) {
            ObjectNode section = Heads.of(group, "id", "desc");
            for (JsonNode result : new Fields(group).items("results")) {
                ObjectNode record = JsonNodeFactory.instance.objectNode();
                record.set("report", head);
                record.set("group", section);
                record.set("result", result);
                records.add(record);
            }
        }
        flat(root, head, records);
        if (records.isEmpty()) {
            records.add(JsonNodeFactory.instance.objectNode().set("report", head));
        }
        return records;
    }

    /** Versions before 1.3.4 write the results as keys of the report: {@code "1.1": "WARN"}. */
    private static void flat(ObjectNode root, ObjectNode head, List<JsonNode> records) {
        root.properties().forEach(entry -> {
            if (NUMBER.matcher(entry.getKey()).matches()
                    && WORDS.contains(entry.getValue().asText())) {
                ObjectNode record = JsonNodeFactory.instance.objectNode();
                record.set("report", head);
                record.putObject("result")
                        .put("id", entry.getKey())
                        .put("result", entry.getValue().asText());
                records.add(record);
            }
        });
    }

    private static boolean isFlat(ObjectNode root) {
        return root.properties().stream()
                .anyMatch(entry -> NUMBER.matcher(entry.getKey()).matches()
                        && WORDS.contains(entry.getValue().asText()));
    }

    @Override
    protected boolean isRecord(ObjectNode record) {
        return record.path("report").isObject()
                && (!record.has("result")
                        || record.path("result").path("result").isTextual());
    }

    @Override
    protected String stamp(ObjectNode record) {
        JsonNode end = record.path("report").path("end");
        return UnixTime.seconds(end.isNumber() ? end : record.path("report").path("start"));
    }

    @Override
    protected String id(ObjectNode record) {
        return "";
    }

    @Override
    protected void write(Fields record, EcsDocument document) {
        if (!record.root().has("result")) {
            CheckFields.nothing("docker-bench-security", document);
            return;
        }
        String status = record.text("result.result");
        CheckFields.result(
                "docker-bench-security",
                evaluation(status),
                status,
                record.text("result.id"),
                record.text("result.desc"),
                document);
        record.copy(TEXTS, document);
        document.texts(
                OWN + "items",
                record.items("result.items").stream().map(JsonNode::asText).toList());
        document.text("container.runtime", "docker");
    }

    /** A warning is the tool's word for what is not as the benchmark wants it. */
    private static Evaluation evaluation(String status) {
        return switch (status) {
            case "PASS" -> Evaluation.PASSED;
            case "WARN" -> Evaluation.FAILED;
            default -> Evaluation.UNKNOWN;
        };
    }
}
