// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.syslog;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** {@code pam_MODULE(SERVICE:TYPE): …}: what PAM's modules say in the name of any program (Linux-PAM). */
final class Pam {
    private static final Pattern HEAD =
            Pattern.compile("(?s)^(?:PAM \\d+ more .*|(pam_[a-z0-9_]+)\\(([^:)]+):([a-z]+)\\): (.*))$");
    private static final Pattern SESSION = Pattern.compile(
            "^session (opened|closed) for user ([^\\s(]+)(?:\\(uid=(\\d+)\\))?(?: by (\\S*?)\\(uid=(\\d+)\\))?.*$");
    private static final Pattern FAILURE = Pattern.compile("^authentication failure; (.*)$");
    private static final Pattern UNKNOWN = Pattern.compile("^check pass; user unknown$");

    private Pam() {}

    static Optional<Meaning> read(String text) {
        Matcher head = HEAD.matcher(text);
        if (!text.startsWith("pam_") || !head.matches() || head.group(4) == null) {
            return Optional.empty();
        }
        String said = head.group(4);
        return meaning(said).map(meaning -> meaning.with("service.name", head.group(2)));
    }

    private static Optional<Meaning> meaning(String said) {
        Matcher session = SESSION.matcher(said);
        if (session.matches()) {
            boolean opened = session.group(1).equals("opened");
            String by = session.group(4) == null ? "" : session.group(4);
            return Optional.of(
                    Meaning.of("session", opened ? "start" : "end", opened ? "session_opened" : "session_closed", true)
                            .with("user.name", by.isEmpty() ? session.group(2) : by)
                            .with("user.effective.name", by.isEmpty() ? "" : session.group(2))
                            .with("user.id", by.isEmpty() && session.group(3) != null ? session.group(3) : ""));
        }
        Matcher failure = FAILURE.matcher(said);
        if (failure.matches()) {
            Map<String, String> values = values(failure.group(1));
            String caller = values.getOrDefault("ruser", "");
            String user = values.getOrDefault("user", "");
            return Optional.of(Meaning.of("authentication", "info", "pam_authentication", false)
                    .with("user.name", caller.isEmpty() ? user : caller)
                    .with("user.effective.name", caller.isEmpty() ? "" : user)
                    .with("source.address", values.getOrDefault("rhost", ""))
                    .with("process.tty.name", values.getOrDefault("tty", "")));
        }
        return UNKNOWN.matcher(said).matches()
                ? Optional.of(Meaning.of("authentication", "info", "pam_authentication", false)
                        .with("event.reason", "user unknown"))
                : Optional.empty();
    }

    private static Map<String, String> values(String text) {
        Map<String, String> values = new HashMap<>();
        for (String word : text.strip().split("\\s+", -1)) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                values.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        return values;
    }
}
