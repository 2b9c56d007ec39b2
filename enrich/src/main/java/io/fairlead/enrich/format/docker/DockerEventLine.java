// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.docker;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.fairlead.enrich.json.JsonTree;
import java.nio.charset.StandardCharsets;

/** An event as {@code docker events} prints it: time, type, action, id, and attributes in brackets. Source: docker system events. */
final class DockerEventLine {
    private static final int LONGEST = 32 * 1024;
    private static final Pattern LINE = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\dT[0-9:.]+(?:Z|[+-]\\d\\d:\\d\\d)) (container|image|volume|network|daemon|plugin|node|service"
                    + "|secret|config|builder) ([a-z_]+(?:: .*?)?) (\\S+) \\((.*)\\)");

    private DockerEventLine() {}

    /** The event as its API has it. */
    static JsonTree read(byte[] bytes) {
        // the type begins behind the time, which is no shorter than this
        if (bytes.length < 30 || bytes.length > LONGEST || bytes[4] != '-' || bytes[10] != 'T') {
            return new JsonTree.Broken("neither JSON nor a line of docker events");
        }
        Matcher match = LINE.matcher(new String(bytes, StandardCharsets.UTF_8).strip());
        if (!match.matches()) {
            return new JsonTree.Broken("neither JSON nor a line of docker events");
        }
        ObjectNode record = JsonNodeFactory.instance
                .objectNode()
                .put("time", match.group(1))
                .put("Type", match.group(2))
                .put("Action", match.group(3));
        ObjectNode actor = record.putObject("Actor").put("ID", match.group(4));
        attributes(match.group(5), actor.putObject("Attributes"));
        return new JsonTree.Read(record, false, true);
    }

    /** {@code name=value, name=value}: what follows a comma and has no name belongs to the value before. */
    private static void attributes(String text, ObjectNode attributes) {
        String last = "";
        for (String part : text.split(", ", -1)) {
            int equals = part.indexOf('=');
            boolean named = equals > 0 && part.substring(0, equals).chars().allMatch(DockerEventLine::isNamePart);
            if (named) {
                last = part.substring(0, equals);
                attributes.put(last, part.substring(equals + 1));
            } else if (!last.isEmpty()) {
                attributes.put(last, attributes.path(last).asText() + ", " + part);
            }
        }
    }

    private static boolean isNamePart(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "._-/".indexOf(c) >= 0;
    }
}
