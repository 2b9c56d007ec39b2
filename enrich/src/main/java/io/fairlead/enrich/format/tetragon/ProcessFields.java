// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.tetragon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.ecs.Rfc3339;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The process, its parent and its user. */
final class ProcessFields {
    private static final String UNSET = "4294967295";

    private ProcessFields() {}

    static void write(ObjectNode body, EcsDocument document) {
        ObjectNode process = Json.object(body, "process");
        write("process", process, document);
        write("process.parent", Json.object(body, "parent"), document);
        String user = Json.text(process, "uid");
        String name = Json.text(Json.object(process, "user"), "name");
        document.text("user.id", user).text("user.name", name);
        if (!name.isEmpty()) {
            document.texts("related.user", List.of(name));
        }
        String effective = Json.text(Json.object(process, "process_credentials"), "euid");
        if (!effective.equals(user)) {
            document.text("user.effective.id", effective);
        }
        if (Json.text(Json.object(process, "pod"), "name").isEmpty()) {
            document.text("container.id", Json.text(process, "docker"));
        }
        String login = Json.text(process, "auid");
        if (!login.equals(UNSET)) {
            document.text("user.audit.id", login);
        }
        Json.number(body, "status", "process.exit_code", document);
    }

    private static void write(String path, ObjectNode process, EcsDocument document) {
        String binary = Json.text(process, "binary");
        String arguments = Json.text(process, "arguments");
        document.text(path + ".executable", binary)
                .text(path + ".name", binary.substring(binary.lastIndexOf('/') + 1))
                .text(path + ".working_directory", Json.text(process, "cwd"))
                .text(path + ".entity_id", Json.text(process, "exec_id"))
                .text(path + ".user.id", Json.text(process, "uid"));
        Json.number(process, "pid", path + ".pid", document);
        Json.number(process, "tid", path + ".thread.id", document);
        String start = Json.text(process, "start_time");
        if (Rfc3339.parse(start).isPresent()) {
            document.text(path + ".start", start);
        }
        if (!binary.isEmpty()) {
            List<String> words = new ArrayList<>(List.of(binary));
            words.addAll(Words.of(arguments));
            document.texts(path + ".args", words)
                    .number(path + ".args_count", words.size())
                    .text(path + ".command_line", arguments.isEmpty() ? binary : binary + " " + arguments);
        }
        variables(path, process.get("environment_variables"), document);
    }

    private static void variables(String path, @Nullable JsonNode list, EcsDocument document) {
        List<String> variables = new ArrayList<>();
        if (list != null && list.isArray()) {
            for (JsonNode item : list) {
                if (item instanceof ObjectNode variable) {
                    variables.add(Json.text(variable, "key") + "=" + Json.text(variable, "value"));
                }
            }
        }
        document.texts(path + ".env_vars", variables);
    }
}
