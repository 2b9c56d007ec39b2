// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.syslog;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code pam_MODULE(SERVICE:TYPE): …}: what PAM's modules say in the name of any program (Linux-PAM, sssd), and the
 * {@code PROGRAM(pam_MODULE)} of old releases.
 */
final class Pam {
    private static final Pattern HEAD = Pattern.compile("(?s)^pam_[a-z0-9_]+\\(([^:)]+):([a-z]+)\\): (.*)$");
    private static final Pattern SESSION = Pattern.compile(
            "^session (opened|closed) for user ([^\\s(]+)(?:\\(uid=(\\d+)\\))?(?: by (\\S*?)\\(uid=(\\d+)\\))?.*$");
    private static final Pattern DECIDED =
            Pattern.compile("^(?:(?:PAM )?\\d+ more )?authentication (failures?|success); (.*)$");
    private static final List<Phrase> PHRASES = List.of(
            Phrase.of(
                    "check pass; (user unknown)",
                    "authentication",
                    "info",
                    "authentication_failure",
                    false,
                    "event.reason"),
            Phrase.of(
                    "received for user ([^:]+): \\d+ \\((.*)\\)",
                    "authentication",
                    "info",
                    "authentication_failure",
                    false,
                    "user.name",
                    "event.reason"),
            Phrase.of(
                    "(?:auth could not identify password for \\[(.*)\\]|[Ii]nvalid verification code for (\\S+))",
                    "authentication",
                    "info",
                    "authentication_failure",
                    false,
                    "user.name",
                    "user.name"),
            Phrase.of(
                    "user (\\S+) authenticated as .*|Accepted google_authenticator for (\\S+)",
                    "authentication",
                    "start",
                    "authentication_success",
                    true,
                    "user.name",
                    "user.name"),
            Phrase.of(
                    "(access denied) for user [`']([^']*)' from [`']([^']*)'|Refused user (\\S+) for service \\S+",
                    "authentication",
                    "denied",
                    "authentication_failure",
                    false,
                    "event.reason",
                    "user.name",
                    "source.address",
                    "user.name"),
            Phrase.of(
                    "(Access denied) for user ([^:]+): .*",
                    "authentication",
                    "denied",
                    "authentication_failure",
                    false,
                    "event.reason",
                    "user.name"),
            Phrase.of(
                    "account (\\S+) has expired \\((.*)\\)",
                    "authentication",
                    "denied",
                    "authentication_failure",
                    false,
                    "user.name",
                    "event.reason"),
            Phrase.of(
                    "(Consecutive login failures) for user (.*?) account temporarily locked",
                    "authentication",
                    "info",
                    "account-locked",
                    false,
                    "event.reason",
                    "user.name"),
            Phrase.of(
                    "user (\\S+) \\((\\d+)\\) (tally \\d+, deny \\d+)",
                    "authentication",
                    "info",
                    "account-locked",
                    false,
                    "user.name",
                    "user.id",
                    "event.reason"),
            Phrase.of(
                    "password changed for (\\S+)",
                    "iam",
                    "user,change",
                    "password-changed",
                    true,
                    "user.target.name,user.name"),
            Phrase.of(
                    "(new password not acceptable).*",
                    "iam",
                    "user,change",
                    "password-changed",
                    false,
                    "event.reason"));

    private Pam() {}

    static Optional<Meaning> read(String text) {
        if (text.startsWith("PAM ")) {
            return said(text);
        }
        Matcher head = HEAD.matcher(text);
        if (!text.startsWith("pam_") || !head.matches()) {
            return Optional.empty();
        }
        return said(head.group(3)).map(meaning -> meaning.with("service.name", head.group(1)));
    }

    /** What a module says, without its name. */
    static Optional<Meaning> said(String said) {
        Matcher session = SESSION.matcher(said);
        if (session.matches()) {
            return Optional.of(session(session));
        }
        Matcher decided = DECIDED.matcher(said);
        if (decided.matches()) {
            return Optional.of(decided(decided.group(1).equals("success"), values(decided.group(2))));
        }
        return Phrase.read(PHRASES, said);
    }

    private static Meaning session(Matcher session) {
        boolean opened = session.group(1).equals("opened");
        String by = session.group(4) == null || session.group(4).equals("LOGIN") ? "" : session.group(4);
        String id = session.group(3) == null ? "" : session.group(3);
        return Meaning.of("session", opened ? "start" : "end", opened ? "logged-on" : "logged-off", true)
                .with("user.name", by.isEmpty() ? session.group(2) : by)
                .with("user.id", by.isEmpty() ? id : session.group(5))
                .with("user.effective.name", by.isEmpty() ? "" : session.group(2))
                .with("user.effective.id", by.isEmpty() ? "" : id);
    }

    private static Meaning decided(boolean success, Map<String, String> values) {
        String caller = values.getOrDefault("ruser", "");
        String user = values.getOrDefault("user", "");
        return Meaning.of(
                        "authentication",
                        success ? "start" : "info",
                        success ? "authentication_success" : "authentication_failure",
                        success)
                .with("user.name", caller.isEmpty() ? user : caller)
                .with("user.effective.name", caller.isEmpty() || caller.equals(user) ? "" : user)
                .with("source.address", values.getOrDefault("rhost", ""))
                .with("process.tty.name", values.getOrDefault("tty", ""));
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
