// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.syslog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.format.UnixTime;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An entry of systemd's journal as {@code journalctl -o json}, Fluent Bit (which leaves the journal's own stamp out) and Vector
 * (which calls the message and the host by its own names) write it. Source: systemd.journal-fields(7).
 */
final class JournalEntry {
    private static final int MOST_DIGITS = 18;

    private JournalEntry() {}

    static boolean is(ObjectNode root) {
        boolean stamped = root.has("__REALTIME_TIMESTAMP") || root.has("_SOURCE_REALTIME_TIMESTAMP");
        boolean of = root.has("_TRANSPORT") || root.path("source_type").asText().equals("journald");
        return root.has("MESSAGE") && (stamped || of) || root.path("message").isTextual() && stamped && of;
    }

    /** The entry as a message. */
    static Message of(ObjectNode root) {
        String identifier = text(root, "SYSLOG_IDENTIFIER");
        String process = text(root, "SYSLOG_PID");
        return new Message(
                priority(root),
                stamp(root),
                either(root, "_HOSTNAME", "host"),
                identifier.isEmpty() ? text(root, "_COMM") : identifier,
                process.isEmpty() ? text(root, "_PID") : process,
                "",
                Map.of(),
                either(root, "MESSAGE", "message"));
    }

    private static String either(ObjectNode root, String name, String other) {
        String text = text(root, name);
        return text.isEmpty() ? text(root, other) : text;
    }

    private static Optional<Integer> priority(ObjectNode root) {
        Optional<Integer> severity = Priority.of(text(root, "PRIORITY")).filter(value -> value < 8);
        Optional<Integer> facility = Priority.of(text(root, "SYSLOG_FACILITY")).filter(value -> value < 24);
        return severity.map(value -> facility.orElse(3) * 8 + value);
    }

    private static String stamp(ObjectNode root) {
        String micros = text(root, "_SOURCE_REALTIME_TIMESTAMP");
        if (micros.isEmpty()) {
            micros = text(root, "__REALTIME_TIMESTAMP");
        }
        if (micros.isEmpty()) {
            // what the sender says of when it read the entry
            String read = root.has("date") ? UnixTime.seconds(root.path("date")) : text(root, "@timestamp");
            return read.isEmpty() ? text(root, "timestamp") : read;
        }
        if (micros.length() > MOST_DIGITS || !micros.chars().allMatch(Character::isDigit)) {
            return micros;
        }
        long value = Long.parseLong(micros);
        return Instant.ofEpochSecond(value / 1_000_000, value % 1_000_000 * 1_000)
                .toString();
    }

    /** A field's text; values that are no UTF-8 are lists of bytes, and a field given twice is a list of texts. */
    static String text(ObjectNode root, String name) {
        JsonNode value = root.get(name);
        if (value == null) {
            return "";
        } else if (value instanceof ArrayNode array) {
            return array.isEmpty() || array.get(0).isIntegralNumber()
                    ? bytes(array)
                    : array.get(0).asText();
        }
        return value.asText("");
    }

    private static String bytes(ArrayNode array) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(array.size());
        array.forEach(item -> out.write(item.asInt()));
        return out.toString(StandardCharsets.UTF_8);
    }
}
