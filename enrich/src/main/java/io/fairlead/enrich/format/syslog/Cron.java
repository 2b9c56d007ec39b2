// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.syslog;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Optional;

/** {@code (USER) CMD (COMMAND)} and changes of crontabs, as cronie and Debian's cron write them. */
final class Cron {
    private static final Pattern LINE = Pattern.compile("(?s)^\\(([^)]*)\\) ([A-Z][A-Z ]*[A-Z]) \\((.*)\\)\\s*$");

    private Cron() {}

    static Optional<Meaning> read(String text) {
        Matcher line = LINE.matcher(text);
        if (!line.matches()) {
            return Optional.empty();
        }
        // cron writes its tables of the system as *system*NAME: that is nobody
        String user = line.group(1).startsWith("*") ? "" : line.group(1);
        String rest = line.group(3);
        return switch (line.group(2)) {
            case "CMD" ->
                Optional.of(Meaning.of("process", "start", "cron_command", true)
                        .ordinary()
                        .with("user.name", user)
                        .with("process.command_line", rest.strip()));
            case "REPLACE", "DELETE", "BEGIN EDIT", "END EDIT", "RELOAD" ->
                Optional.of(Meaning.of("configuration", "change", "crontab_changed", true)
                        .ordinary()
                        .with("user.name", user)
                        .with("user.target.name", rest.indexOf(' ') < 0 && rest.indexOf('/') < 0 ? rest : "")
                        .with("event.reason", line.group(2)));
            default -> Optional.empty();
        };
    }
}
