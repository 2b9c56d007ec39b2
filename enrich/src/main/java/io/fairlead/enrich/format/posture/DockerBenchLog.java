// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.posture;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.fairlead.enrich.json.JsonTree;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The log of Docker Bench for Security as the tree that its JSON would be. Lines that are no result are passed over. */
final class DockerBenchLog {
    private static final Pattern LINE =
            Pattern.compile("\\[(PASS|WARN|INFO|NOTE)\\]\\s+(?:(\\d+(?:\\.\\d+)*)\\s+-\\s+(\\S.*)|\\*\\s+(\\S.*))");
    private static final Pattern COLOUR = Pattern.compile("\\x1b\\[[0-9;]*m");
    private static final String BANNER = "Docker Bench for Security";
    private static final int LONGEST_HEAD = 1024;

    private ArrayNode results;
    private final ArrayNode groups;
    private @Nullable ObjectNode last;

    private DockerBenchLog(ArrayNode groups) {
        this.groups = groups;
        this.results = groups.addObject().putArray("results");
    }

    /** Whether the bytes begin as the log or one of its lines does, with colours or without. */
    static boolean is(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != '[' && bytes[0] != '#' && bytes[0] != 0x1b) {
            return false;
        }
        String head = new String(bytes, 0, Math.min(bytes.length, LONGEST_HEAD), StandardCharsets.UTF_8);
        String plain = COLOUR.matcher(head).replaceAll("");
        if (plain.startsWith("#")) {
            return plain.contains(BANNER);
        }
        int end = plain.indexOf('\n');
        return LINE.matcher((end < 0 ? plain : plain.substring(0, end)).strip()).matches();
    }

    static JsonTree tree(String text) {
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("dockerbenchsecurity", "");
        DockerBenchLog log = new DockerBenchLog(root.putArray("tests"));
        for (String line : COLOUR.matcher(text).replaceAll("").split("\n")) {
            Matcher match = LINE.matcher(line.strip());
            if (match.matches()) {
                log.take(match);
            }
        }
        return new JsonTree.Read(root, false, false);
    }

    private void take(Matcher match) {
        String id = match.group(2);
        if (id == null) {
            // what a result is about stands in lines below it; where these come alone, they are results without a
            // number
            last = last == null ? results.addObject().put("result", match.group(1)) : last;
            last.withArray("items").add(match.group(4));
        } else {
            if (id.indexOf('.') < 0) {
                results = groups.addObject()
                        .put("id", id)
                        .put("desc", match.group(3))
                        .putArray("results");
            }
            last = results.addObject().put("id", id).put("desc", match.group(3)).put("result", match.group(1));
        }
    }
}
