// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.syslog;

import java.util.List;
import java.util.Optional;

/** What login of util-linux and of shadow says, and pkexec of polkit. */
final class Login {
    private static final List<Phrase> PHRASES = List.of(
            Phrase.of(
                    "FAILED LOGIN (?:\\(?\\d+\\)?|SESSION)(?: on '([^']*)')?(?: [Ff](?:rom|ROM) '?([^ ']+)'?)? FOR '?([^',]+)'?, (.*)",
                    "authentication",
                    "denied",
                    "login",
                    false,
                    "process.tty.name",
                    "source.address",
                    "user.name",
                    "event.reason"),
            Phrase.of(
                    "LOGIN ON (\\S+) BY (\\S+)(?: FROM (\\S+))?",
                    "authentication,session",
                    "start",
                    "login",
                    true,
                    "process.tty.name",
                    "user.name",
                    "source.address"),
            Phrase.of(
                    "(?i:(root) login +on) '?([^ ']+)'?(?: (?i:from) '?([^ ']+)'?)?",
                    "authentication,session",
                    "start",
                    "login",
                    true,
                    "user.name",
                    "process.tty.name",
                    "source.address"));

    private static final List<Phrase> PKEXEC = List.of(
            Phrase.of(
                    "(\\S+): Executing command \\[USER=([^\\]]*)\\] \\[TTY=([^\\]]*)\\] \\[CWD=([^\\]]*)\\] \\[COMMAND=(.*)\\]",
                    "process",
                    "start",
                    "pkexec",
                    true,
                    "user.name",
                    "user.effective.name",
                    "process.tty.name",
                    "process.working_directory",
                    "process.command_line"),
            Phrase.of(
                    "(\\S+): (.*) \\[USER=([^\\]]*)\\] \\[TTY=([^\\]]*)\\] \\[CWD=([^\\]]*)\\] \\[COMMAND=(.*)\\]",
                    "authentication",
                    "denied",
                    "pkexec",
                    false,
                    "user.name",
                    "event.reason",
                    "user.effective.name",
                    "process.tty.name",
                    "process.working_directory",
                    "process.command_line"));

    private Login() {}

    static Optional<Meaning> read(String text) {
        return Phrase.read(PHRASES, text).map(Login::withRoot);
    }

    static Optional<Meaning> pkexec(String text) {
        return Phrase.read(PKEXEC, text);
    }

    /** The words have it in capitals; the user's name is not. */
    private static Meaning withRoot(Meaning meaning) {
        return "ROOT".equals(meaning.fields().get("user.name")) ? meaning.with("user.name", "root") : meaning;
    }
}
