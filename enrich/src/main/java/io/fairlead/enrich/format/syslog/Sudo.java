// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.syslog;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code USER : [REASON ; ]TTY=… ; PWD=… ; USER=… ; COMMAND=…}: sudo's log line (sudoers(5), "Event logging"). Everything
 * behind COMMAND= is the command, whatever it holds.
 */
final class Sudo {
    private static final String COMMAND = "COMMAND=";

    private Sudo() {}

    static Optional<Meaning> read(String text) {
        int colon = text.indexOf(" : ");
        if (colon <= 0) {
            return Optional.empty();
        }
        int command = text.indexOf(COMMAND, colon);
        String head = command < 0 ? text.substring(colon + 3) : text.substring(colon + 3, command);
        Map<String, String> values = new HashMap<>();
        StringBuilder reason = new StringBuilder();
        for (String part : head.split(" ; ", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0 && part.substring(0, equals).chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
                values.put(part.substring(0, equals), part.substring(equals + 1).strip());
            } else if (!part.isBlank()) {
                reason.append(reason.isEmpty() ? "" : "; ").append(part.strip());
            }
        }
        if (values.isEmpty()) {
            return Optional.empty();
        }
        boolean refused = isRefusal(reason.toString());
        String line = command < 0 ? "" : text.substring(command + COMMAND.length());
        return Optional.of(
                Meaning.of(refused ? "authentication" : "process", refused ? "denied" : "start", "sudo", !refused)
                        .with("user.name", text.substring(0, colon).strip())
                        .with("user.effective.name", values.getOrDefault("USER", ""))
                        .with("system.auth.sudo.tty", values.getOrDefault("TTY", ""))
                        .with("system.auth.sudo.pwd", values.getOrDefault("PWD", ""))
                        .with("system.auth.sudo.user", values.getOrDefault("USER", ""))
                        .with("system.auth.sudo.command", line)
                        .with("system.auth.sudo.error", reason.toString())
                        .with("process.command_line", line)
                        .with("process.working_directory", values.getOrDefault("PWD", ""))
                        .with("event.reason", reason.toString()));
    }

    private static boolean isRefusal(String reason) {
        String lower = reason.toLowerCase(Locale.ROOT);
        return lower.contains("incorrect password")
                || lower.contains("not in sudoers")
                || lower.contains("not allowed")
                || lower.contains("password is required")
                || lower.contains("not permitted")
                || lower.contains("no tty present");
    }
}
