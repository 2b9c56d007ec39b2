// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.tetragon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.ecs.Rfc3339;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What happened, in the words of ECS. */
final class Meaning {
    private static final List<String> PREFIXES =
            List.of("__x64_sys_", "__arm64_sys_", "__ia32_sys_", "__sys_", "sys_", "security_");
    private static final Set<String> STOPPED = Set.of(
            "KPROBE_ACTION_SIGKILL",
            "KPROBE_ACTION_OVERRIDE",
            "KPROBE_ACTION_NOTIFYENFORCER",
            "KPROBE_ACTION_NOTIFYKILLER");

    private final String kind;
    private final ObjectNode body;
    private final EcsDocument document;
    private final ConnectionFields connection;

    Meaning(String kind, ObjectNode body, EcsDocument document) {
        this.kind = kind;
        this.body = body;
        this.document = document;
        this.connection = new ConnectionFields(document);
    }

    void write() {
        switch (kind) {
            case "process_exec" -> say("executed", "process", "start");
            case "process_exit" -> {
                say("end", "process", "end");
                String end = Json.text(body, "time");
                document.text("process.end", Rfc3339.parse(end).isPresent() ? end : "")
                        .text("event.reason", Json.text(body, "signal"));
            }
            case "process_loader" -> {
                say("loaded", "library", "start");
                document.text("file.path", Json.text(body, "path"));
            }
            case "process_connect", "process_accept", "process_listen", "process_close", "process_sock_stats" ->
                connection(kind.substring("process_".length()));
            case "process_kprobe", "process_lsm", "process_uprobe", "process_usdt" -> hook();
            case "rate_limit_info" -> {
                say("events-dropped", "host", "error");
                document.text("event.outcome", "failure");
            }
            case "process_throttle" ->
                say(Json.text(body, "type").toLowerCase(Locale.ROOT).replace('_', '-'), "host", "info");
            case "process_tracepoint" -> {
                String subsystem = Json.text(body, "subsys");
                hook();
                document.text("event.action", Json.text(body, "event")).text("event.provider", subsystem);
            }
            default -> say(kind, "process", "info");
        }
        document.text("message", message());
    }

    private String message() {
        if (kind.equals("rate_limit_info")) {
            return Json.text(body, "number_of_dropped_process_events") + " events were dropped by the rate limit";
        }
        ObjectNode process = Json.object(body, "process");
        String policy = Json.text(body, "message");
        String what = hooked();
        String program = (Json.text(process, "binary") + " " + Json.text(process, "arguments")).strip();
        String said = policy.isEmpty() ? kind.replaceFirst("^process_", "") : policy;
        return String.join(" ", List.of(said, what, program))
                .replaceAll(" {2,}", " ")
                .strip();
    }

    /** The function of the kernel, the symbol of a program, the probe that a program offers, or the cgroup. */
    private String hooked() {
        for (String name : List.of("function_name", "symbol", "name", "cgroup")) {
            String text = Json.text(body, name);
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    private void say(String action, String category, String... types) {
        document.text("event.action", action)
                .texts("event.category", List.of(category))
                .texts("event.type", List.of(types));
    }

    /** A connection as older releases tell it. */
    private void connection(String action) {
        boolean begins = action.equals("connect") || action.equals("accept") || action.equals("listen");
        say(action, "network", "connection", begins ? "start" : action.equals("close") ? "end" : "info");
        if (action.equals("listen")) {
            connection.listening(Json.text(body, "ip"), Json.text(body, "port"), Json.text(body, "protocol"));
            return;
        }
        connection.write(
                Json.text(body, "source_ip"),
                Json.text(body, "source_port"),
                Json.text(body, "destination_ip"),
                Json.text(body, "destination_port"),
                Json.text(body, "protocol"));
        document.text(
                "network.direction", action.equals("connect") ? "egress" : action.equals("accept") ? "ingress" : "");
    }

    /** A function of the kernel or of a program that a tracing policy asked for; its arguments tell of what it was. */
    private void hook() {
        String function = call(hooked());
        List<String> types = new ArrayList<>();
        String category = "process";
        JsonNode arguments = body.get("args");
        for (JsonNode item : arguments == null ? body : arguments) {
            if (item instanceof ObjectNode argument) {
                category = argument(function, argument, category);
            }
        }
        switch (category) {
            case "file" -> types.add(FileActions.type(function, body));
            case "network" -> {
                boolean opened = function.contains("connect") || function.contains("accept");
                types.addAll(List.of("connection", opened ? "start" : "info"));
                document.text(
                        "network.direction",
                        function.contains("connect") ? "egress" : function.contains("accept") ? "ingress" : "");
            }
            case "driver" -> types.add(function.contains("delete") || function.contains("free") ? "end" : "start");
            default -> types.add("info");
        }
        if (STOPPED.contains(Json.text(body, "action"))) {
            types.add("denied");
            document.text("event.outcome", "failure");
        }
        String hash = Json.text(body, "ima_hash");
        document.text("file.hash.sha256", hash.startsWith("sha256:") ? hash.substring("sha256:".length()) : "")
                .text("event.action", function)
                .texts("event.category", List.of(category))
                .texts("event.type", types)
                .text("rule.name", Json.text(body, "policy_name"));
        JsonNode tags = body.get("tags");
        if (tags != null && tags.isArray()) {
            tags.forEach(tag -> document.tag(tag.isTextual() && !tag.textValue().isEmpty() ? tag.textValue() : null));
        }
    }

    private String argument(String function, ObjectNode argument, String before) {
        for (String name : List.of("file_arg", "path_arg", "linux_binprm_arg", "dentry_arg")) {
            String path = Json.text(Json.object(argument, name), "path");
            if (!path.isEmpty()) {
                document.text("file.path", path).text("file.name", path.substring(path.lastIndexOf('/') + 1));
                return "file";
            }
        }
        String named = Json.text(argument, "string_arg");
        if (named.startsWith("/") && FileActions.isOfFile(function)) {
            document.text("file.path", named).text("file.name", named.substring(named.lastIndexOf('/') + 1));
            return "file";
        }
        ObjectNode address = Json.object(argument, "sockaddr_arg");
        if (!address.isEmpty()) {
            connection.named(function, Json.text(address, "addr"), Json.text(address, "port"));
            return "network";
        }
        ObjectNode socket =
                argument.has("sock_arg") ? Json.object(argument, "sock_arg") : Json.object(argument, "skb_arg");
        if (!socket.isEmpty()) {
            connection.write(
                    Json.text(socket, "saddr"),
                    Json.text(socket, "sport"),
                    Json.text(socket, "daddr"),
                    Json.text(socket, "dport"),
                    Json.text(socket, "protocol").replaceFirst("^IPPROTO_", ""));
            return "network";
        }
        return argument.has("module_arg") || argument.has("kernel_module_arg") ? "driver" : before;
    }

    private static String call(String function) {
        for (String prefix : PREFIXES) {
            if (function.startsWith(prefix) && function.length() > prefix.length()) {
                return function.substring(prefix.length());
            }
        }
        return function;
    }
}
