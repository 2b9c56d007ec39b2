// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.posture;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Collects rules and results while the elements pass: rules may stand before the results or, in another part, behind them. */
final class XccdfResults {
    private static final int LONGEST = 4096;
    /** Elements whose text counts, with that of the elements in them. */
    private static final Set<String> READ = Set.of(
            "title", "rationale", "result", "ident", "message", "instance", "target", "identity", "target-address");

    private static final int MOST_OF_A_LIST = 64;

    private final Map<String, ObjectNode> rules = new HashMap<>();
    private final List<ObjectNode> records = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private String benchmark = "";
    private String benchmarkTitle = "";
    private @Nullable ObjectNode rule;
    private @Nullable ObjectNode report;
    private @Nullable ObjectNode result;
    private boolean empty;

    void start(String element, UnaryOperator<String> attribute) {
        if (READ.contains(element)) {
            text.setLength(0);
        }
        switch (element) {
            case "Benchmark" -> benchmark = Heads.cut(attribute.apply("id"));
            case "Rule" -> {
                rule = JsonNodeFactory.instance.objectNode();
                put(rule, "severity", attribute.apply("severity"));
                rules.put(attribute.apply("id"), rule);
            }
            case "TestResult" -> startReport(attribute);
            case "rule-result" -> startResult(attribute);
            default -> inner(element, attribute);
        }
    }

    private void startReport(UnaryOperator<String> attribute) {
        report = JsonNodeFactory.instance.objectNode();
        empty = true;
        put(report, "id", attribute.apply("id"));
        put(report, "start_time", attribute.apply("start-time"));
        put(report, "end_time", attribute.apply("end-time"));
        put(report, "version", attribute.apply("version"));
        put(report, "test_system", attribute.apply("test-system"));
        put(report, "benchmark", benchmark);
        put(report, "benchmark_title", benchmarkTitle);
    }

    private void startResult(UnaryOperator<String> attribute) {
        result = JsonNodeFactory.instance.objectNode();
        put(result, "rule", attribute.apply("idref"));
        put(result, "time", attribute.apply("time"));
        put(result, "severity", attribute.apply("severity"));
        put(result, "weight", attribute.apply("weight"));
    }

    private void inner(String element, UnaryOperator<String> attribute) {
        if (result != null) {
            switch (element) {
                case "check" -> put(result, "check_system", attribute.apply("system"));
                case "check-content-ref" -> put(result, "check", attribute.apply("name"));
                case "override" -> put(result, "overridden_by", attribute.apply("authority"));
                default -> {}
            }
        } else if (report != null) {
            switch (element) {
                case "profile" -> put(report, "profile", attribute.apply("idref"));
                case "benchmark" -> put(report, "benchmark", attribute.apply("id"));
                default -> {}
            }
        }
    }

    void text(String characters) {
        text.append(characters, 0, Math.min(characters.length(), LONGEST - Math.min(LONGEST, text.length())));
    }

    void end(String element, String parent) {
        String value = text.toString().strip();
        switch (element) {
            case "Rule" -> rule = null;
            case "rule-result" -> endResult();
            case "TestResult" -> endReport();
            case "title" -> title(parent, value);
            default -> leaf(element, parent, value);
        }
    }

    private void title(String parent, String value) {
        if (parent.equals("Benchmark")) {
            benchmarkTitle = Heads.cut(value);
        } else if (parent.equals("Rule") && rule != null) {
            put(rule, "title", value);
        }
    }

    private void leaf(String element, String parent, String value) {
        if (parent.equals("rule-result") && result != null) {
            switch (element) {
                case "result" -> put(result, "status", value);
                case "ident" -> add(result, "idents", value);
                case "message" -> put(result, "message", value);
                case "instance" -> put(result, "instance", value);
                default -> {}
            }
        } else if (parent.equals("TestResult") && report != null) {
            switch (element) {
                case "target", "identity" -> put(report, element, value);
                case "target-address" -> add(report, "addresses", value);
                default -> {}
            }
        } else if (parent.equals("Rule") && rule != null && element.equals("rationale")) {
            put(rule, "rationale", value);
        }
    }

    private void endResult() {
        if (report != null && result != null) {
            ObjectNode record = JsonNodeFactory.instance.objectNode();
            record.set("report", report);
            record.set("result", result);
            records.add(record);
            empty = false;
        }
        result = null;
    }

    private void endReport() {
        if (report != null && empty) {
            records.add(JsonNodeFactory.instance.objectNode().set("report", report));
        }
        report = null;
    }

    /** The results with their rules; one record that says so when there is none. */
    ArrayNode records() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (ObjectNode record : records) {
            ObjectNode about = rules.get(record.path("result").path("rule").asText());
            if (about != null) {
                record.set("rule", about);
                if (record.get("result") instanceof ObjectNode own && !own.has("severity") && about.has("severity")) {
                    own.set("severity", about.get("severity"));
                }
            }
            list.add(record);
        }
        if (list.isEmpty()) {
            ObjectNode head = JsonNodeFactory.instance.objectNode();
            put(head, "benchmark", benchmark);
            put(head, "benchmark_title", benchmarkTitle);
            list.addObject().set("report", head);
        }
        return list;
    }

    private static void put(ObjectNode object, String name, String value) {
        if (!value.isEmpty()) {
            object.put(name, Heads.cut(value));
        }
    }

    private static void add(ObjectNode object, String name, String value) {
        ArrayNode list = object.withArray(name);
        if (!value.isEmpty() && list.size() < MOST_OF_A_LIST) {
            list.add(Heads.cut(value));
        }
    }
}
