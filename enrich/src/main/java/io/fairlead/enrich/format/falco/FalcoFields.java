// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.falco;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.address.IpLiteral;
import io.fairlead.enrich.ecs.EcsDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** ECS fields out of an alert's output_fields. Source: falco.org, supported fields for conditions and outputs. */
final class FalcoFields {
    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("proc.name", "process.name"),
            Map.entry("proc.cmdline", "process.command_line"),
            Map.entry("proc.exepath", "process.executable"),
            Map.entry("proc.cwd", "process.working_directory"),
            Map.entry("proc.pname", "process.parent.name"),
            Map.entry("proc.pcmdline", "process.parent.command_line"),
            Map.entry("proc.pexepath", "process.parent.executable"),
            Map.entry("user.name", "user.name"),
            Map.entry("user.uid", "user.id"),
            Map.entry("container.name", "container.name"),
            Map.entry("container.image.repository", "container.image.name"),
            Map.entry("container.image.tag", "container.image.tag"),
            Map.entry("k8s.ns.name", "kubernetes.namespace"),
            Map.entry("k8s.pod.name", "kubernetes.pod.name"),
            Map.entry("k8s.pod.uid", "kubernetes.pod.uid"),
            Map.entry("evt.type", "event.action"));
    private static final Map<String, String> ADDRESSES = Map.of("fd.cip", "source.ip", "fd.sip", "destination.ip");
    private static final Map<String, String> NUMBERS = Map.of(
            "evt.num", "event.sequence",
            "proc.pid", "process.pid",
            "proc.ppid", "process.parent.pid",
            "fd.cport", "source.port",
            "fd.sport", "destination.port");
    private static final Map<String, Target> TARGETS = targets();

    private final ObjectNode fields;
    private final EcsDocument document;

    FalcoFields(ObjectNode fields, EcsDocument document) {
        this.fields = fields;
        this.document = document;
    }

    void write() {
        document.texts("event.category", categories());
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            field(field.getKey(), field.getValue());
        }
        String container = text("container.id");
        if (!container.equals("host")) {
            document.text("container.id", container);
        }
        if (!text("k8s.pod.name").isEmpty()) {
            document.text("orchestrator.type", "kubernetes")
                    .text("orchestrator.namespace", text("k8s.ns.name"))
                    .text("orchestrator.resource.type", "pods")
                    .text("orchestrator.resource.name", text("k8s.pod.name"));
        }
        if (text("fd.name").startsWith("/")) {
            document.text("file.path", text("fd.name"));
        }
        related();
    }

    private void field(String name, JsonNode value) {
        Target target = TARGETS.get(name);
        if (target == null || !value.isValueNode() || value.isNull()) {
            return;
        }
        switch (target.kind) {
            case TEXT -> document.text(target.path, value.asText());
            case ADDRESS -> document.text(target.path, IpLiteral.isLiteral(value.asText()) ? value.asText() : "");
            case NUMBER -> {
                if (value.isIntegralNumber()) {
                    document.number(target.path, value.asLong());
                }
            }
        }
    }

    private static Map<String, Target> targets() {
        Map<String, Target> targets = new HashMap<>();
        TEXTS.forEach((name, path) -> targets.put(name, new Target(path, Target.Kind.TEXT)));
        ADDRESSES.forEach((name, path) -> targets.put(name, new Target(path, Target.Kind.ADDRESS)));
        NUMBERS.forEach((name, path) -> targets.put(name, new Target(path, Target.Kind.NUMBER)));
        return targets;
    }

    /** Where a field goes, and what it must be. */
    private record Target(String path, Kind kind) {
        enum Kind {
            TEXT,
            ADDRESS,
            NUMBER
        }
    }

    private List<String> categories() {
        List<String> categories = new ArrayList<>(List.of("intrusion_detection"));
        if (fields.has("proc.name")) {
            categories.add("process");
        }
        if (fields.has("fd.sip") || fields.has("fd.cip")) {
            categories.add("network");
        } else if (text("fd.name").startsWith("/")) {
            categories.add("file");
        }
        return categories;
    }

    private void related() {
        Set<String> addresses = new LinkedHashSet<>();
        for (String name : List.of("fd.cip", "fd.sip")) {
            if (IpLiteral.isLiteral(text(name))) {
                addresses.add(text(name));
            }
        }
        document.texts("related.ip", addresses);
        String user = text("user.name");
        if (!user.isEmpty() && !user.toLowerCase(Locale.ROOT).equals("<na>")) {
            document.texts("related.user", List.of(user));
        }
    }

    private String text(String name) {
        JsonNode value = fields.get(name);
        return value != null && value.isTextual() ? value.textValue() : "";
    }
}
