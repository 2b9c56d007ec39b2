// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.auditd;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.address.IpLiteral;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.auditd.AuditEvent.Person;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes an event as a document with the field names of Elastic's auditd integration. */
final class AuditDocument {
    private static final Map<String, String> USERS = Map.of(
            "uid", "user.id",
            "gid", "user.group.id",
            "euid", "user.effective.id",
            "egid", "user.effective.group.id",
            "suid", "user.saved.id",
            "sgid", "user.saved.group.id",
            "fsuid", "user.filesystem.id",
            "fsgid", "user.filesystem.group.id",
            "auid", "user.audit.id");

    private final AuditEvent event;
    private final EcsDocument document;
    private final Cleaning cleaning;
    private final Set<String> people = new LinkedHashSet<>();

    AuditDocument(AuditEvent event, EcsDocument document, Cleaning cleaning) {
        this.event = event;
        this.document = document;
        this.cleaning = cleaning;
    }

    /** Writes everything but the original. */
    void write(List<String> arguments) {
        document.text("event.kind", event.kind.isEmpty() ? "event" : event.kind)
                .texts("event.category", event.categories.isEmpty() ? FallbackCategory.of(event) : event.categories)
                .texts("event.type", event.types.isEmpty() ? FallbackCategory.types(event) : event.types)
                .text("event.action", event.action)
                .text("event.outcome", outcome())
                .number("event.sequence", event.head.serial());
        process(arguments);
        users();
        file();
        end("source", event.source);
        end("destination", event.destination);
        document.text("network.direction", event.direction);
        audit();
        event.keys.forEach(key -> document.tag(cleaning.text(key)));
        if (!event.contradictions.isEmpty()) {
            document.tag("duplicate_key");
        }
    }

    private String outcome() {
        return switch (event.result) {
            case "success" -> "success";
            case "fail" -> "failure";
            default -> FallbackCategory.outcome(event);
        };
    }

    private void process(List<String> arguments) {
        number("process.pid", event.data.remove("pid"));
        number("process.parent.pid", event.data.remove("ppid"));
        text("process.name", event.data.remove("comm"));
        text("process.executable", event.data.remove("exe"));
        text("process.working_directory", event.data.remove("cwd"));
        document.texts("process.args", arguments);
        text("process.title", event.data.remove("proctitle"));
        if (!arguments.isEmpty()) {
            document.number("process.args_count", arguments.size())
                    .text("process.command_line", String.join(" ", arguments));
        }
    }

    private void users() {
        event.ids.forEach((key, id) -> {
            String path = USERS.get(key);
            if (path == null) {
                event.data.putIfAbsent(key, id);
            } else if (!id.equals("unset")) {
                // what is interpreted already has the name in the place of the id
                boolean number = !Person.of(id).id().isEmpty();
                document.text(path, number ? id : "");
                String name = number ? event.names.get(key) : id;
                text(path.substring(0, path.length() - 2) + "name", name);
                if (name != null && !path.contains("group")) {
                    people.add(name);
                }
            }
        });
        person("user", event.user);
        person("user.effective", event.effective);
        person("user.target", event.target);
        person("group", event.group);
        event.context.forEach((part, value) -> document.text("user.selinux." + part, value));
        document.texts("related.user", people.stream().map(cleaning::text).toList());
    }

    /** A meaning's person takes the place of the process's id there; one that is not set leaves nobody. */
    private void person(String path, Person person) {
        if (!person.isPresent()) {
            return;
        }
        String before = named(path, person.id());
        document.remove(path + ".id");
        document.remove(path + ".name");
        if (!person.id().isEmpty() && !person.id().equals("unset")) {
            document.text(path + ".id", person.id());
            if (!before.isEmpty()) {
                text(path + ".name", before);
                if (path.startsWith("user")) {
                    people.add(before);
                }
            }
        }
        if (!person.name().isEmpty()) {
            text(path + ".name", person.name());
            if (path.startsWith("user")) {
                people.add(person.name());
            }
        }
    }

    /** What an enriching daemon calls the owner of an id. */
    private String named(String path, String id) {
        if (path.equals("user")) {
            return event.names.getOrDefault("auid", "");
        }
        for (String key : List.of("id", "uid", "auid")) {
            if (!id.isEmpty() && event.value(key).equals(id)) {
                return event.names.getOrDefault(key, "");
            }
        }
        return "";
    }

    private void file() {
        event.file.forEach((key, value) -> text("file." + key, value));
    }

    private void end(String name, Map<String, String> address) {
        String ip = address.get("ip");
        if (ip != null) {
            document.text(name + ".address", ip);
            if (IpLiteral.isLiteral(ip)) {
                document.text(name + ".ip", ip).texts("related.ip", List.of(ip));
            }
        }
        number(name + ".port", address.get("port"));
        text(name + ".path", address.get("path"));
    }

    private void audit() {
        document.text("auditd.message_type", event.type)
                .text("auditd.category", event.category)
                .number("auditd.sequence", event.head.serial())
                .text("auditd.result", event.result)
                .text("auditd.session", event.session)
                .text("auditd.summary.actor.primary", cleaning.text(event.actor))
                .text("auditd.summary.actor.secondary", cleaning.text(event.actorSecondary))
                .text("auditd.summary.object.type", event.objectType)
                .text("auditd.summary.object.primary", cleaning.text(event.objectPrimary))
                .text("auditd.summary.object.secondary", cleaning.text(event.objectSecondary))
                .text("auditd.summary.how", cleaning.text(event.how))
                .node("auditd.data", object(event.data));
        if (!event.paths.isEmpty()) {
            ArrayNode paths = JsonNodeFactory.instance.arrayNode();
            event.paths.forEach(path -> paths.add(object(path)));
            document.node("auditd.paths", paths);
        }
    }

    private ObjectNode object(Map<String, String> values) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        values.forEach((key, value) -> object.put(key, cleaning.value(key, value)));
        return object;
    }

    private void text(String path, @org.jspecify.annotations.Nullable String value) {
        if (value != null) {
            document.text(path, cleaning.text(value));
        }
    }

    private void number(String path, @org.jspecify.annotations.Nullable String value) {
        if (value != null
                && value.length() <= 10
                && value.chars().allMatch(c -> c >= '0' && c <= '9')
                && !value.isEmpty()) {
            document.number(path, Long.parseLong(value));
        }
    }
}
