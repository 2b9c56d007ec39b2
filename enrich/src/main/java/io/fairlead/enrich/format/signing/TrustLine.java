// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.signing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.fairlead.enrich.json.JsonTree;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A line of text about a signature: by its words the program that wrote it, the image, and whether it was accepted. */
final class TrustLine {
    private static final int LONGEST = 16 * 1024;
    private static final Pattern LOGRUS =
            Pattern.compile("time=\"([^\"]*)\" level=(\\w+) msg=\"((?:[^\"\\\\]|\\\\.)*)\".*");

    /** What docker's commands write before an error since they are plugins. */
    private static final String DOCKER = "docker: ";

    private record Meaning(String tool, boolean verified, Pattern line) {}

    private static final List<Meaning> MEANINGS = List.of(
            meaning("notation", true, "Successfully verified signature for (?P<image>\\S+)"),
            meaning(
                    "notation",
                    false,
                    "Error: signature verification failed(?: for all the signatures associated with (?P<image>\\S+))?"
                            + "(?:: (?P<reason>.*))?"),
            meaning(
                    "notation",
                    false,
                    "Error: (?P<reason>no signature is associated with) \"(?P<image>[^\"\\s]+)\"(?:, .*)?"),
            meaning(
                    "docker",
                    false,
                    "(?:Error: )?(?:error contacting notary server|.*remote trust data does not exist)(?: for (?P<image>[^\\s:]+(?::\\d+/[^\\s:]+)?))?"
                            + "(?:: (?P<reason>.*))?"),
            meaning("docker", false, "(?:Error: )?No valid trust data for (?P<tag>\\S+?)\\.?"),
            meaning("docker", false, "(?:Error: )?.*trust data (?:has )?expired(?: for (?P<image>\\S+))?.*"),
            meaning(
                    "docker",
                    false,
                    "(?:Error: )?could not (?:validate|verify) (?:the path to a trusted root|signature)(?:.*: (?P<reason>.*)|.*)"),
            meaning(
                    "cosign",
                    false,
                    "(?:main\\.go:\\d+: )?(?:Error: |error during command execution: )+no (?:matching )?(?:signatures|attestations)"
                            + "(?: found)?(?: for image| for (?P<image>\\S+?))?(?:: ?(?P<reason>.*))?"),
            meaning("docker", true, "Successfully signed (?P<image>\\S+)"),
            meaning("docker", true, "Pull \\(\\d+ of \\d+\\): (?P<image>\\S+@sha256:[0-9a-f]{64})"));

    private static final List<String> BEGINNINGS = List.of(
            "Successfully ",
            "Error: ",
            "docker: ",
            "main.go:",
            "error contacting notary",
            "remote trust",
            "No valid trust",
            "Pull (",
            "time=\"");

    private TrustLine() {}

    private static Meaning meaning(String tool, boolean verified, String line) {
        return new Meaning(tool, verified, Pattern.compile(line));
    }

    static JsonTree read(byte[] bytes) {
        if (bytes.length > LONGEST || !mayBe(bytes)) {
            return new JsonTree.Broken("not a line about a signature");
        }
        String line = new String(bytes, StandardCharsets.UTF_8).strip();
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        Matcher head = LOGRUS.matcher(line);
        String message = line.startsWith(DOCKER) ? line.substring(DOCKER.length()) : line;
        if (head.matches()) {
            root.put("time", head.group(1)).put("level", head.group(2));
            message = head.group(3).replace("\\\"", "\"");
            int returned = message.indexOf("returned error: ");
            message = returned < 0 ? message : message.substring(returned + "returned error: ".length());
        }
        for (Meaning meaning : MEANINGS) {
            Matcher match = meaning.line().matcher(message);
            if (match.matches()) {
                root.put("trust_line", line).put("tool", meaning.tool()).put("verified", meaning.verified());
                for (String group : List.of("image", "tag", "reason")) {
                    put(match, meaning.line(), group, root);
                }
                return new JsonTree.Read(root, false, false);
            }
        }
        return new JsonTree.Broken("not a line about a signature");
    }

    private static boolean mayBe(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, 32), StandardCharsets.ISO_8859_1);
        return BEGINNINGS.stream().anyMatch(head::startsWith);
    }

    private static void put(Matcher match, Pattern pattern, String group, ObjectNode root) {
        if (pattern.namedGroups().containsKey(group)) {
            String text = match.group(group);
            if (text != null) {
                root.put(group, text);
            }
        }
    }
}
