// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.syslog;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Optional;

/** What OpenSSH's server says (auth.c and packet.c of OpenSSH). */
final class Sshd {
    // the name is the client's word and may hold anything: the greedy match leaves the last " from " to the server
    private static final Pattern DECIDED = Pattern.compile(
            "^(Accepted|Failed|Postponed|Partial) (\\S+) for (invalid user )?(.*) from (\\S+) port (\\d+)(?: ssh2)?(?:: (.*))?$");
    private static final Pattern INVALID = Pattern.compile("^Invalid user (.*) from (\\S+?)(?: port (\\d+))?$");
    private static final Pattern CLOSED =
            Pattern.compile("^(?:Connection (closed|reset) by|Disconnected from|Received disconnect from)"
                    + "(?: (authenticating|invalid))?(?: user (.*?))? ?([0-9a-fA-F.:]+) port (\\d+).*$");
    private static final Pattern TOO_MANY = Pattern.compile(
            "^(?:error: )?maximum authentication attempts exceeded for (?:invalid user )?(.*) from (\\S+) port (\\d+).*$");
    private static final Pattern REFUSED = Pattern.compile("^User (.*) from (\\S+) not allowed because (.*)$");

    private Sshd() {}

    static Optional<Meaning> read(String text) {
        Matcher decided = DECIDED.matcher(text);
        if (decided.matches()) {
            return Optional.of(decided(decided));
        }
        Matcher invalid = INVALID.matcher(text);
        if (invalid.matches()) {
            return Optional.of(Meaning.of("authentication", "info", "ssh_login", false)
                    .with("system.auth.ssh.event", "Invalid")
                    .with("user.name", invalid.group(1))
                    .with("source.address", invalid.group(2))
                    .with("source.port", or(invalid.group(3)))
                    .with("event.reason", "invalid user"));
        }
        Matcher tooMany = TOO_MANY.matcher(text);
        if (tooMany.matches()) {
            return Optional.of(Meaning.of("authentication", "denied", "ssh_login", false)
                    .with("user.name", tooMany.group(1))
                    .with("source.address", tooMany.group(2))
                    .with("source.port", tooMany.group(3))
                    .with("event.reason", "too many attempts"));
        }
        Matcher refused = REFUSED.matcher(text);
        if (refused.matches()) {
            return Optional.of(Meaning.of("authentication", "denied", "ssh_login", false)
                    .with("user.name", refused.group(1))
                    .with("source.address", refused.group(2))
                    .with("event.reason", refused.group(3)));
        }
        Matcher closed = CLOSED.matcher(text);
        if (closed.matches()) {
            return Optional.of(Meaning.of("network", "connection,end", "ssh_disconnect", true)
                    .with("user.name", or(closed.group(3)))
                    .with("source.address", closed.group(4))
                    .with("source.port", closed.group(5)));
        }
        return Optional.empty();
    }

    private static Meaning decided(Matcher match) {
        boolean accepted = match.group(1).equals("Accepted");
        boolean failed = match.group(1).equals("Failed");
        Meaning meaning = Meaning.of(
                accepted ? "authentication,session" : "authentication",
                accepted ? "start" : "info",
                accepted || failed ? "ssh_login" : "ssh_login_step",
                !failed);
        return meaning.with("system.auth.ssh.event", match.group(1))
                .with("system.auth.ssh.method", match.group(2))
                .with("user.name", match.group(4))
                .with("source.address", match.group(5))
                .with("source.port", match.group(6))
                .with("system.auth.ssh.signature", accepted ? or(match.group(7)) : "")
                .with("event.reason", match.group(3) == null ? "" : "invalid user");
    }

    private static String or(@org.jspecify.annotations.Nullable String value) {
        return value == null ? "" : value;
    }
}
