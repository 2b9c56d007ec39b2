// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.kubearmor;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.ecs.FieldNames;
import io.fairlead.enrich.ecs.Flattened;
import io.fairlead.enrich.format.Fields;
import io.fairlead.enrich.format.RecordFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An alert or a log of KubeArmor in its native JSON, of a container or of a host. Source: KubeArmor, events. */
public final class KubeArmorFormat extends RecordFormat {
    private static final String OWN = "kubearmor.";
    private static final Set<String> TYPES =
            Set.of("ContainerLog", "HostLog", "MatchedPolicy", "MatchedHostPolicy", "SystemEvent");
    private static final Pattern MITRE = Pattern.compile("MITRE_(TA?\\d{4})(?:\\.\\d{3})?(?:_.*)?");
    private static final Pattern ZONELESS = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?");
    private static final Set<String> WORKLOADS =
            Set.of("deployment", "daemonset", "statefulset", "replicaset", "job", "cronjob");

    /** What KubeArmor calls a cluster that nobody named. */
    private static final String UNNAMED = "default";

    private static final SortedMap<String, String> TEXTS = new TreeMap<>(Map.ofEntries(
            Map.entry("Type", OWN + "type"),
            Map.entry("Operation", OWN + "operation"),
            Map.entry("Resource", OWN + "resource"),
            Map.entry("Source", OWN + "source"),
            Map.entry("Data", OWN + "data"),
            Map.entry("Enforcer", OWN + "enforcer"),
            Map.entry("Action", OWN + "action"),
            Map.entry("Result", OWN + "result"),
            Map.entry("Severity", OWN + "severity"),
            Map.entry("PolicyName", OWN + "policy_name"),
            Map.entry("HashID", OWN + "hash_id"),
            Map.entry("Owner.Ref", OWN + "owner.ref"),
            Map.entry("Owner.Name", OWN + "owner.name"),
            Map.entry("HostName", "host.name"),
            Map.entry("NamespaceName", "kubernetes.namespace"),
            Map.entry("PodName", "kubernetes.pod.name"),
            Map.entry("ContainerID", "container.id"),
            Map.entry("ContainerName", "container.name"),
            Map.entry("Cwd", "process.working_directory"),
            Map.entry("TTY", "process.tty.name"),
            Map.entry("UID", "user.id"),
            Map.entry("ParentProcessName", "process.parent.executable")));

    /** For the service loader. */
    public KubeArmorFormat() {
        super("kubearmor", "kubearmor.event", "kubearmor");
    }

    @Override
    protected boolean isRecord(ObjectNode record) {
        return TYPES.contains(record.path("Type").asText())
                && record.path("Operation").isTextual()
                && record.has("Resource");
    }

    @Override
    protected boolean byDelivery() {
        return true;
    }

    @Override
    protected List<ObjectNode> records(ObjectNode root) {
        return List.of(root);
    }

    @Override
    protected String stamp(ObjectNode record) {
        String updated = record.path("UpdatedTime").asText();
        if (!updated.isEmpty()) {
            // old releases leave the zone out, which is UTC
            return ZONELESS.matcher(updated).matches() ? updated + "Z" : updated;
        }
        try {
            return record.path("Timestamp").isIntegralNumber()
                    ? Instant.ofEpochSecond(record.path("Timestamp").asLong()).toString()
                    : record.path("Timestamp").asText();
        } catch (DateTimeException outOfRange) {
            return record.path("Timestamp").asText();
        }
    }

    @Override
    protected String id(ObjectNode record) {
        return "";
    }

    @Override
    protected void write(Fields record, EcsDocument document) {
        record.copy(TEXTS, document);
        boolean alert = record.text("Type").startsWith("Matched");
        boolean refused = !record.text("Result").equals("Passed")
                && !record.text("Result").isEmpty();
        String operation = record.text("Operation").toLowerCase(Locale.ROOT);
        document.text("event.kind", alert ? "alert" : "event")
                .text("event.action", operation)
                .text("event.outcome", refused ? "failure" : "success")
                .text("event.reason", refused ? record.text("Result") : "")
                .text("rule.name", record.text("PolicyName"))
                .texts("rule.ruleset", record.text("PolicyName").isEmpty() ? List.of() : List.of("kubearmor"))
                .text("kubernetes.node.name", record.text("HostName"))
                .text("host.os.type", "linux")
                .text("kubernetes.container.name", record.text("ContainerName"))
                .text("message", message(record));
        record.number("Severity", "event.severity", document);
        Set<String> tags = new LinkedHashSet<>(pairs(record.text("Tags"), ',').keySet());
        tags.addAll(record.texts("ATags"));
        techniques(tags, document);
        if (!record.text("PodName").isEmpty()) {
            document.text("orchestrator.type", "kubernetes")
                    .text("orchestrator.namespace", record.text("NamespaceName"))
                    .text("orchestrator.resource.type", "pods")
                    .text("orchestrator.resource.name", record.text("PodName"));
        }
        String cluster = record.text("ClusterName");
        document.textIfAbsent("orchestrator.cluster.name", cluster.equals(UNNAMED) ? "" : cluster);
        String owner = record.text("Owner.Ref").toLowerCase(Locale.ROOT);
        if (WORKLOADS.contains(owner)) {
            document.text("kubernetes." + owner + ".name", record.text("Owner.Name"));
        }
        labels(record.text("Labels"), document);
        image(record.text("ContainerImage"), document);
        process(record, document);
        what(record, operation, refused, document);
    }

    /** The policy's tags, and what they say of ATT&amp;CK, for example {@code MITRE_T1036_masquerading}. */
    private static void techniques(Set<String> tags, EcsDocument document) {
        Set<String> techniques = new LinkedHashSet<>();
        Set<String> tactics = new LinkedHashSet<>();
        for (String tag : tags) {
            document.tag(tag);
            Matcher match = MITRE.matcher(tag);
            if (match.matches()) {
                (match.group(1).startsWith("TA") ? tactics : techniques).add(match.group(1));
            }
        }
        document.texts("threat.technique.id", techniques)
                .texts("threat.tactic.id", tactics)
                .text("threat.framework", techniques.isEmpty() && tactics.isEmpty() ? "" : "MITRE ATT&CK");
    }

    private static String message(Fields record) {
        String said = record.text("Message");
        // of a program that is run, the process is that program
        boolean run = record.text("Operation").equals("Process");
        String by = run ? record.text("Source", "ParentProcessName") : record.text("ProcessName", "Source");
        return said.isEmpty() ? record.text("Operation") + " " + record.text("Resource") + " by " + by : said;
    }

    private static void what(Fields record, String operation, boolean refused, EcsDocument document) {
        String verdict = refused ? "denied" : "allowed";
        String resource = record.text("Resource");
        switch (operation) {
            case "process" -> {
                document.texts("event.category", List.of("process")).texts("event.type", List.of("start", verdict));
                document.text("process.command_line", resource)
                        .text("process.parent.command_line", record.text("Source"));
            }
            case "file" -> {
                document.texts("event.category", List.of("file"))
                        .texts("event.type", List.of(fileType(record.text("Data")), verdict));
                document.text("file.path", resource)
                        .text("file.name", resource.substring(resource.lastIndexOf('/') + 1))
                        .text("process.command_line", record.text("Source"));
            }
            case "network" -> {
                document.texts("event.category", List.of("network"))
                        .texts("event.type", List.of("connection", verdict))
                        .text("process.command_line", record.text("Source"));
                KubeArmorConnection.write(
                        pairs(resource, ' '), record.text("Data").toLowerCase(Locale.ROOT), document);
            }
            default -> document.texts("event.category", List.of("host")).texts("event.type", List.of("info", verdict));
        }
    }

    /** What a call does to a file, by its name and flags. */
    private static String fileType(String data) {
        String call = data.toUpperCase(Locale.ROOT);
        if (call.contains("UNLINK") || call.contains("RMDIR")) {
            return "deletion";
        }
        boolean writes = Stream.of("O_WRONLY", "O_RDWR", "O_CREAT", "CHMOD", "CHOWN", "RENAME")
                .anyMatch(call::contains);
        return writes ? "change" : "access";
    }

    private static void process(Fields record, EcsDocument document) {
        String source = record.text("Source");
        boolean started = record.text("Operation").equals("Process");
        String first = started || source.indexOf(' ') < 0 ? source : source.substring(0, source.indexOf(' '));
        String named = record.text("ProcessName");
        String executable = named.isEmpty() && !started && first.startsWith("/") ? first : named;
        document.text("process.executable", executable)
                .text("process.name", executable.substring(executable.lastIndexOf('/') + 1));
        String parent = record.text("ParentProcessName");
        document.text("process.parent.name", parent.substring(parent.lastIndexOf('/') + 1));
        record.number(record.text("HostPID").isEmpty() ? "PID" : "HostPID", "process.pid", document);
        record.number(record.text("HostPPID").isEmpty() ? "PPID" : "HostPPID", "process.parent.pid", document);
        record.number("PID", OWN + "container_pid", document);
    }

    private static void labels(String text, EcsDocument document) {
        ObjectNode labels = JsonNodeFactory.instance.objectNode();
        // some forwarders put blanks between them
        boolean blanks = text.indexOf(',') < 0 && text.indexOf(' ') > 0;
        pairs(text, blanks ? ' ' : ',').forEach(labels::put);
        if (!labels.isEmpty()) {
            document.node("kubernetes.labels", Flattened.of(FieldNames.repaired(labels)));
        }
    }

    private static void image(String full, EcsDocument document) {
        int digest = full.indexOf('@');
        String tagged = digest < 0 ? full : full.substring(0, digest);
        int colon = tagged.lastIndexOf(':');
        boolean tag = colon > tagged.lastIndexOf('/');
        document.text("container.image.name", tag ? tagged.substring(0, colon) : tagged)
                .text("container.image.tag", tag ? tagged.substring(colon + 1) : "")
                .text("kubernetes.container.image", full)
                .texts("container.image.hash.all", digest < 0 ? List.of() : List.of(full.substring(digest + 1)));
    }

    /** Texts {@code name=value}, one behind the other; a name alone has an empty value. */
    private static Map<String, String> pairs(String text, char between) {
        Map<String, String> pairs = new LinkedHashMap<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf(between, start);
            end = end < 0 ? text.length() : end;
            String pair = text.substring(start, end).strip();
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                pairs.put(equals < 0 ? pair : pair.substring(0, equals), equals < 0 ? "" : pair.substring(equals + 1));
            }
            start = end + 1;
        }
        return pairs;
    }
}
