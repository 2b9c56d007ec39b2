// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.supply;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.fairlead.enrich.json.JsonTree;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A line of the Audit Trail plugin, told by its stamp and its words, as a tree. */
final class JenkinsLine {
    private static final int LONGEST = 64 * 1024;
    /** The two that the plugin posts, and what a relay adds: a record with more is another's. */
    private static final int MOST_POSTED = 4;

    private static final JsonTree.Broken NONE = new JsonTree.Broken("not a line of Jenkins' Audit Trail plugin");

    /** The file logger's, and the console logger's as it comes. */
    private static final Pattern STAMPED = Pattern.compile("(?s)(?:"
            + "(?P<file>[A-Z][a-z]{2} \\d{1,2}, \\d{4} \\d{1,2}:\\d{2}:\\d{2}(?:,\\d{3})? [AP]M)[ ;,|\\t]*"
            + "|(?P<console>\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}:\\d{3}) - )"
            + "(?:\\S+ - )??(?P<message>\\S.*)");

    private static final DateTimeFormatter FILE =
            DateTimeFormatter.ofPattern("MMM d, yyyy h:mm:ss,SSS a", Locale.ENGLISH);
    private static final DateTimeFormatter FILE_OLD =
            DateTimeFormatter.ofPattern("MMM d, yyyy h:mm:ss a", Locale.ENGLISH);
    private static final DateTimeFormatter CONSOLE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss:SSS", Locale.ENGLISH);

    private record Meaning(String kind, Pattern words) {}

    private static final List<Meaning> MEANINGS = List.of(
            meaning("login", "Successful login for user '(?P<user>.*)'"),
            meaning("login_failed", "Failed login attempt for user '(?P<user>.*)'"),
            meaning("logout", "Logout for user '(?P<user>.*)'"),
            meaning(
                    "script_executed",
                    "(?s)A groovy script was executed(?: by user '(?P<user>[^']*)')?\\. Origin: (?P<origin>[^\\n]*?)\\.?\\s*(?:\\n.*)?"),
            meaning(
                    "credential_used",
                    "'(?P<by>[^']*)' \\(.*\\) used credentials '(?P<credentialid>[^']*)' \\((?:class )?(?P<credentialtype>[^)]*)\\)\\."),
            meaning(
                    "build_finished",
                    "(?P<job>\\S.*) #(?P<build>\\d+) (?P<cause>.*), Parameters:\\[.*\\] on (?:node )?(?P<node>\\S.*) started at \\S+"
                            + " completed in \\d+ms completed: (?P<result>\\w+)"),
            meaning("build_started", "(?P<job>\\S.*?) ?#(?P<build>\\d+) (?P<cause>.*), Parameters:\\[.*\\]"),
            meaning("build_started", "(?P<job>\\S.*?) ?#(?P<build>\\d+) (?P<cause>Started by .*)"),
            meaning(
                    "request",
                    "(?P<uri>/.*?)(?: \\(.*\\))? by (?P<user>\\S.*?)(?: from \\[?(?P<address>[0-9a-fA-F:]+|[0-9.]+)\\]?)?"));

    private static final Pattern STARTED_BY = Pattern.compile("Started by user (\\S.*?)(?:,.*)?");

    private static final List<String> GROUPS = List.of(
            "user",
            "uri",
            "job",
            "build",
            "cause",
            "node",
            "result",
            "credentialid",
            "credentialtype",
            "by",
            "origin",
            "address");

    private JenkinsLine() {}

    private static Meaning meaning(String kind, String words) {
        return new Meaning(kind, Pattern.compile(words));
    }

    /** The tree of a line of text. */
    static JsonTree read(byte[] bytes, String zone) {
        if (bytes.length < 20 || bytes.length > LONGEST || !mayBe(bytes)) {
            return NONE;
        }
        Matcher match = STAMPED.matcher(new String(bytes, StandardCharsets.UTF_8).strip());
        if (!match.matches()) {
            return NONE;
        }
        ObjectNode root = meant(match.group("message"));
        if (root == null) {
            return NONE;
        }
        root.put("time", time(match, zone));
        return new JsonTree.Read(root, false, false);
    }

    /** The tree of what the plugin posts: {@code message} and {@code @timestamp}, and nothing else of Jenkins'. */
    static JsonTree posted(ObjectNode posted, JsonTree.Read read) {
        String message = posted.path("message").asText();
        if (posted.size() > MOST_POSTED
                || !posted.path("@timestamp").isTextual()
                || message.isEmpty()
                || message.length() > LONGEST) {
            return read;
        }
        ObjectNode root = meant(message);
        if (root == null || root.path("kind").asText().equals("request") && posted.size() > 2) {
            return read;
        }
        String stamp = posted.path("@timestamp").asText();
        // +0100 as Java's Z writes it
        boolean bare = stamp.length() > 5 && "+-".indexOf(stamp.charAt(stamp.length() - 5)) >= 0;
        int split = stamp.length() - 2;
        root.put("time", bare ? stamp.substring(0, split) + ":" + stamp.substring(split) : stamp);
        return new JsonTree.Read(root, read.duplicateKeys(), read.awkwardKeys());
    }

    /** A month's name and a comma, or a date with a space and milliseconds behind a colon. */
    private static boolean mayBe(byte[] bytes) {
        return bytes[3] == ' ' && (bytes[5] == ',' || bytes[6] == ',')
                || bytes[4] == '-' && bytes[10] == ' ' && bytes[19] == ':';
    }

    private static @Nullable ObjectNode meant(String message) {
        for (Meaning meaning : MEANINGS) {
            Matcher match = meaning.words().matcher(message);
            if (match.matches()) {
                ObjectNode root = JsonNodeFactory.instance.objectNode();
                root.put("jenkins", message).put("kind", meaning.kind());
                for (String group : GROUPS) {
                    if (meaning.words().namedGroups().containsKey(group) && match.group(group) != null) {
                        root.put(group.replace("credential", "credential_"), match.group(group));
                    }
                }
                Matcher starter = STARTED_BY.matcher(root.path("cause").asText());
                if (starter.matches()) {
                    root.put("user", starter.group(1));
                }
                return root;
            }
        }
        return null;
    }

    private static String time(Matcher match, String zone) {
        try {
            String console = match.group("console");
            String file = match.group("file");
            LocalDateTime time;
            if (console != null) {
                time = LocalDateTime.parse(console, CONSOLE);
            } else {
                time = LocalDateTime.parse(file, file.indexOf(',', 12) > 0 ? FILE : FILE_OLD);
            }
            ZoneId where = zone.isEmpty() ? ZoneOffset.UTC : ZoneId.of(zone);
            return time.atZone(where).toInstant().toString();
        } catch (DateTimeException noSuchTime) {
            return "";
        }
    }
}
