// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.sysdig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.fairlead.enrich.address.IpLiteral;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Fields;
import io.fairlead.enrich.format.RecordFormat;
import io.fairlead.enrich.format.WholeNumber;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What Sysdig Secure's event forwarder sends: events of runtime policies, commands, connections, files and requests to
 * Kubernetes that it saw, and the audit of its own platform. Source: Sysdig, forwarded data, JSON payloads.
 */
public final class SysdigFormat extends RecordFormat {
    private static final String OWN = "sysdig.";
    private static final long NANOS = 1_000_000_000L;
    private static final Set<String> TYPES =
            Set.of("policy", "command", "connection", "fileaccess", "kubernetes", "audittrail");
    private static final Pattern TECHNIQUE = Pattern.compile("MITRE_(T\\d{4})(\\.\\d{3})?(?:_.*)?");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern TACTIC = Pattern.compile("MITRE_(TA\\d{4})(?:_.*)?");
    private static final SortedMap<String, String> TEXTS = new TreeMap<>(Map.ofEntries(
            Map.entry("id", OWN + "id"),
            Map.entry("type", OWN + "type"),
            Map.entry("originator", OWN + "originator"),
            Map.entry("category", OWN + "category"),
            Map.entry("source", OWN + "source"),
            Map.entry("engine", OWN + "engine"),
            Map.entry("name", OWN + "name"),
            Map.entry("description", OWN + "description"),
            Map.entry("severity", OWN + "severity"),
            Map.entry("agentId", OWN + "agentId"),
            Map.entry("machineId", OWN + "machineId"),
            Map.entry("containerId", OWN + "containerId"),
            Map.entry("content.policyId", OWN + "content.policyId"),
            Map.entry("content.policyOrigin", OWN + "content.policyOrigin"),
            Map.entry("content.policyVersion", OWN + "content.policyVersion"),
            Map.entry("content.ruleName", OWN + "content.ruleName"),
            Map.entry("content.ruleType", OWN + "content.ruleType"),
            Map.entry("content.output", OWN + "content.output"),
            Map.entry("content.requestUri", "url.original"),
            Map.entry("content.requestMethod", "http.request.method"),
            Map.entry("content.userId", "user.id"),
            Map.entry("cmdline", "process.command_line"),
            Map.entry("cwd", "process.working_directory"),
            Map.entry("comm", "process.name"),
            Map.entry("procExepath", "process.executable"),
            Map.entry("pcomm", "process.parent.name"),
            Map.entry("username", "user.name"),
            Map.entry("user.username", "user.name"),
            Map.entry("uid", "user.id"),
            Map.entry("userAgent", "user_agent.original"),
            Map.entry("hostname", "host.name")));

    /** Fields of Falco's engine and labels of Sysdig that are flat names with dots. */
    private static final SortedMap<String, String> NAMED = new TreeMap<>(Map.ofEntries(
            Map.entry("proc.name", "process.name"),
            Map.entry("proc.cmdline", "process.command_line"),
            Map.entry("proc.exepath", "process.executable"),
            Map.entry("proc.cwd", "process.working_directory"),
            Map.entry("proc.pname", "process.parent.name"),
            Map.entry("proc.pcmdline", "process.parent.command_line"),
            Map.entry("proc.hash.sha256", "process.hash.sha256"),
            Map.entry("user.name", "user.name"),
            Map.entry("user.uid", "user.id"),
            Map.entry("container.name", "container.name"),
            Map.entry("container.image.repository", "container.image.name"),
            Map.entry("container.image.repo", "container.image.name"),
            Map.entry("container.image.tag", "container.image.tag"),
            Map.entry("host.hostName", "host.name"),
            Map.entry("kubernetes.cluster.name", OWN + "labels.kubernetes.cluster.name"),
            Map.entry("aws.accountId", "cloud.account.id"),
            Map.entry("aws.region", "cloud.region"),
            Map.entry("cloudProvider.account.id", "cloud.account.id"),
            Map.entry("cloudProvider.name", "cloud.provider"),
            Map.entry("cloudProvider.region", "cloud.region"),
            Map.entry("gcp.projectId", "cloud.project.id"),
            Map.entry("gcp.projectName", "cloud.project.name"),
            Map.entry("gcp.availabilityZone", "cloud.availability_zone"),
            Map.entry("aws.instanceId", "cloud.instance.id"),
            Map.entry("azure.instanceId", "cloud.instance.id"),
            Map.entry("gcp.instanceId", "cloud.instance.id")));

    /** For the service loader. */
    public SysdigFormat() {
        super("sysdig", "sysdig.alerts", "sysdig");
    }

    @Override
    protected boolean isRecord(ObjectNode record) {
        boolean typed = TYPES.contains(record.path("type").asText())
                && (record.has("agentId") || record.path("originator").isTextual() && record.has("category"));
        return record.path("id").isTextual()
                && record.path("timestamp").isIntegralNumber()
                && (record.has("labels") || record.has("content"))
                && (typed || isOfApi(record));
    }

    /** An event as the API of secure events has it: without a type of its own, with the rule that it is of. */
    private static boolean isOfApi(ObjectNode record) {
        return !record.has("type")
                && record.path("originator").isTextual()
                && record.path("content").path("ruleName").isTextual()
                && (record.has("rawEventOriginator") || record.has("sourceDetails"));
    }

    @Override
    protected List<ObjectNode> records(ObjectNode root) {
        return List.of(root);
    }

    @Override
    protected String stamp(ObjectNode record) {
        if (record.path("timestampRFC3339Nano").isTextual()) {
            return record.path("timestampRFC3339Nano").textValue();
        }
        long nanos = record.path("timestamp").asLong();
        try {
            return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS))
                    .toString();
        } catch (DateTimeException outOfRange) {
            return record.path("timestamp").asText();
        }
    }

    @Override
    protected String id(ObjectNode record) {
        return record.path("id").asText();
    }

    /** The token of an action is the id by which its capture is found. */
    @Override
    protected Runnable setAside(ObjectNode record) {
        Map<ObjectNode, JsonNode> ids = new IdentityHashMap<>();
        for (ObjectNode action : new Fields(record).objects("actions")) {
            if (UUID.matches(action.path("token").asText())) {
                ids.put(action, action.replace("token", NullNode.getInstance()));
            }
        }
        return () -> ids.forEach((action, id) -> action.set("token", id));
    }

    @Override
    protected void write(Fields record, EcsDocument document) {
        record.copy(TEXTS, document);
        String type = isOfApi(record.root()) ? "policy" : record.text("type");
        boolean policy = type.equals("policy");
        ObjectNode labels =
                record.at("labels") instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        named(labels, document);
        if (record.at("content.fields") instanceof ObjectNode fields) {
            named(fields, document);
            fields(fields, document);
        }
        String container = record.text("containerId");
        String output = record.text("content.output");
        document.text("event.kind", policy ? "alert" : "event")
                .text("event.provider", record.text("source"))
                .text("rule.name", record.text("content.ruleName"))
                .text("rule.ruleset", record.text("name"))
                .text("rule.id", record.text("content.policyId"))
                .text("rule.version", record.text("content.policyVersion"))
                .text("rule.category", record.text("content.ruleType"))
                .text("agent.id", record.text("agentId"))
                .text("host.id", record.text("machineId"))
                .text("container.id", container)
                .text("message", output.isEmpty() ? message(record, type) : output);
        record.number("severity", "event.severity", document);
        record.number("pid", "process.pid", document);
        record.number("ppid", "process.parent.pid", document);
        classify(record, type, document);
        SysdigPlace.write(labels, document);
        record.flattened("actions", OWN + "actions", document);
        techniques(record.items("content.ruleTags"), document);
        String user = document.get("user.name");
        Fields.people(document, user);
    }

    private static String message(Fields record, String type) {
        return type + " " + record.text("cmdline", "processName", "filename", "name", "content.requestUri", "resource");
    }

    private static void named(ObjectNode fields, EcsDocument document) {
        NAMED.forEach((from, to) -> {
            JsonNode value = fields.path(from);
            String text = value.isValueNode() ? value.asText() : "";
            document.text(to, text.equals("<NA>") || text.equals("null") ? "" : text);
        });
    }

    private static void fields(ObjectNode fields, EcsDocument document) {
        ObjectNode numbers = JsonNodeFactory.instance.objectNode();
        numbers.set("pid", fields.path("proc.pid"));
        numbers.set("ppid", fields.path("proc.ppid"));
        numbers.set("number", fields.path("evt.num"));
        new Fields(numbers).number("pid", "process.pid", document);
        new Fields(numbers).number("ppid", "process.parent.pid", document);
        new Fields(numbers).number("number", "event.sequence", document);
        String file = fields.path("fd.name").asText();
        document.text("file.path", file.startsWith("/") ? file : "")
                .text("event.action", fields.path("evt.type").asText());
        String result = fields.path("evt.res").asText();
        document.text("event.outcome", result.isEmpty() ? "" : result.equals("SUCCESS") ? "success" : "failure");
        end("source", fields.path("fd.cip").asText(), fields.path("fd.cport").asText(), document);
        end(
                "destination",
                fields.path("fd.sip").asText(),
                fields.path("fd.sport").asText(),
                document);
        related(document);
    }

    private static void classify(Fields record, String type, EcsDocument document) {
        switch (type) {
            case "command" ->
                document.texts("event.category", List.of("process"))
                        .texts("event.type", List.of("start"))
                        .text("event.action", "executed");
            case "fileaccess" -> {
                document.texts("event.category", List.of("file")).texts("event.type", List.of("access"));
                document.text("event.action", "fileaccess")
                        .text("file.path", record.text("directory") + record.text("filename"));
            }
            case "connection" -> connection(record, document);
            case "kubernetes" -> {
                document.texts("event.category", List.of("configuration")).texts("event.type", List.of("access"));
                document.text("event.action", record.text("subResource", "resource"))
                        .text("process.command_line", String.join(" ", record.texts("args.command")));
                SysdigPlace.pod(record.text("namespace"), record.text("pod.name"), document);
                document.text("container.id", record.text("pod.containerid"))
                        .text("container.name", record.text("args.container"));
            }
            case "audittrail" -> {
                document.texts("event.category", List.of("configuration")).texts("event.type", List.of("info"));
                document.text(
                        "event.action", record.text("content.requestMethod").toLowerCase(Locale.ROOT));
                record.source(record.text("content.userOriginIP"), document);
                record.number("content.responseStatusCode", "http.response.status_code", document);
            }
            default ->
                document.texts("event.category", List.of("intrusion_detection")).texts("event.type", List.of("info"));
        }
    }

    private static void connection(Fields record, EcsDocument document) {
        document.texts("event.category", List.of("network"))
                .texts("event.type", List.of("connection", "start"))
                .text("event.action", "connection")
                .text("process.name", record.text("processName", "comm"))
                .text("network.direction", record.text("direction").equals("out") ? "egress" : "ingress")
                .text("network.iana_number", record.text("l4protocol"));
        end("source", record.text("clientIpv4Dot"), record.text("clientPort"), document);
        end("destination", record.text("serverIpv4Dot"), record.text("serverPort"), document);
        related(document);
    }

    private static void end(String side, String address, String port, EcsDocument document) {
        if (IpLiteral.isLiteral(address)) {
            document.text(side + ".address", address).text(side + ".ip", address);
            WholeNumber.of(port).ifPresent(number -> document.number(side + ".port", number));
        }
    }

    private static void related(EcsDocument document) {
        Set<String> addresses = new LinkedHashSet<>(List.of(document.get("source.ip"), document.get("destination.ip")));
        addresses.remove("");
        document.texts("related.ip", addresses);
    }

    private static void techniques(List<JsonNode> tags, EcsDocument document) {
        Set<String> techniques = new LinkedHashSet<>();
        Set<String> parts = new LinkedHashSet<>();
        Set<String> tactics = new LinkedHashSet<>();
        Set<String> written = new LinkedHashSet<>();
        for (JsonNode tag : tags) {
            Matcher match = TECHNIQUE.matcher(tag.asText());
            if (match.matches()) {
                techniques.add(match.group(1));
                if (match.group(2) != null) {
                    parts.add(match.group(1) + match.group(2));
                }
            }
            Matcher tactic = TACTIC.matcher(tag.asText());
            if (tactic.matches()) {
                tactics.add(tactic.group(1));
            }
            written.add(tag.asText());
        }
        document.texts(OWN + "content.ruleTags", written)
                .texts("threat.technique.id", techniques)
                .texts("threat.technique.subtechnique.id", parts)
                .texts("threat.tactic.id", tactics)
                .text("threat.framework", techniques.isEmpty() && tactics.isEmpty() ? "" : "MITRE ATT&CK");
    }
}
