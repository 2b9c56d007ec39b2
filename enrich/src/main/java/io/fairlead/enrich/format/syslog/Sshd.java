// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.syslog;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Optional;

/** What OpenSSH's server says (auth.c, packet.c, kex.c and sshd.c of OpenSSH). */
final class Sshd {
    private static final String ADDRESS = "([0-9a-fA-F.:]*[0-9a-fA-F](?:%\\w+)?)";
    private static final String PEER = ADDRESS + "(?: port (\\d+))?";
    private static final String SOURCE = "source.address";
    private static final String PORT = "source.port";
    private static final String REASON = "event.reason";

    // the name is the client's word and may hold anything: the greedy match leaves the last " from " to the server
    private static final Pattern DECIDED = Pattern.compile("^(Accepted|Failed|Postponed|Partial) (\\S+) for"
            + " ((?:invalid|illegal) user )?(.*) from (\\S+) port (\\d+)(?: ssh2?)?(?:: (.*?))?(?: \\[preauth\\])?$");

    private static final List<Phrase> LOGIN = List.of(
            Phrase.of(
                    "(Invalid|Illegal) user (.*) from (\\S+?)(?: port (\\d+))?",
                    "authentication",
                    "info",
                    "ssh_login",
                    false,
                    "system.auth.ssh.event",
                    "user.name",
                    SOURCE,
                    PORT),
            Phrase.of(
                    "(?:error: )?(maximum authentication attempts exceeded) for (?:invalid user )?(.*) from (\\S+) port (\\d+).*",
                    "authentication",
                    "denied",
                    "ssh_login",
                    false,
                    REASON,
                    "user.name",
                    SOURCE,
                    PORT),
            Phrase.of(
                    "User (.*) from (\\S+) not allowed because (.*)",
                    "authentication",
                    "denied",
                    "ssh_login",
                    false,
                    "user.name",
                    SOURCE,
                    REASON),
            Phrase.of("ROOT LOGIN REFUSED FROM " + PEER, "authentication", "denied", "ssh_login", false, SOURCE, PORT),
            Phrase.of(
                    "error: PAM: (.*?) for (?:illegal user |invalid user )?(.*) from (\\S+)",
                    "authentication",
                    "info",
                    "authentication_failure",
                    false,
                    REASON,
                    "user.name",
                    SOURCE));

    private static final List<Phrase> CONNECTION = List.of(
            Phrase.of(
                    "(?:Connection (?:closed|reset) by|Disconnected from|Disconnecting|Timeout, client not responding from)"
                            + "(?: authenticating| invalid)?(?: user (.*))? " + ADDRESS
                            + " port (\\d+)(?:: ([A-Za-z ]+))?(?: \\[preauth\\])?",
                    "network",
                    "connection,end",
                    "ssh_disconnect",
                    true,
                    "user.name",
                    SOURCE,
                    PORT,
                    REASON),
            Phrase.of(
                    "(?:error: )?Received disconnect from " + PEER + ": ?\\d+: ?(.*?)(?: \\[preauth\\])?",
                    "network",
                    "connection,end",
                    "ssh_disconnect",
                    true,
                    SOURCE,
                    PORT,
                    REASON),
            Phrase.of(
                    "(?:Connection (?:closed|reset) by|Disconnected from) " + ADDRESS + "(?: \\[preauth\\])?",
                    "network",
                    "connection,end",
                    "ssh_disconnect",
                    true,
                    SOURCE),
            Phrase.of(
                    "(?:error: )?(Did not receive identification string|Bad protocol version identification '.*') from "
                            + PEER,
                    "network",
                    "connection,end",
                    "ssh_dropped",
                    false,
                    REASON,
                    SOURCE + ",system.auth.ssh.dropped_ip",
                    PORT),
            Phrase.of(
                    "(?:fatal: |error: )?(?:Unable to negotiate with|[a-z_ ]+: Connection from) " + PEER
                            + ": (.*?)(?: \\[preauth\\])?",
                    "network",
                    "connection,end",
                    "ssh_dropped",
                    false,
                    SOURCE,
                    PORT,
                    REASON),
            Phrase.of(
                    "drop connection #\\d+ from \\[" + ADDRESS + "\\]:(\\d+) on \\S+ (.*)",
                    "network",
                    "connection,denied",
                    "ssh_dropped",
                    false,
                    SOURCE,
                    PORT,
                    REASON),
            Phrase.of(
                    "refused connect from \\S+ \\(" + ADDRESS + "\\)",
                    "network",
                    "connection,denied",
                    "ssh_dropped",
                    false,
                    SOURCE),
            Phrase.of(
                    "Connection from " + PEER + "(?: on " + PEER + ")?(?: rdomain .*)?",
                    "network",
                    "connection,start",
                    "ssh_connection",
                    true,
                    SOURCE,
                    PORT,
                    "destination.address",
                    "destination.port"),
            Phrase.of(
                    "(reverse mapping checking getaddrinfo) for \\S+ \\[" + ADDRESS + "\\] failed.*|Address " + ADDRESS
                            + " maps to .*",
                    "network",
                    "info",
                    "ssh_reverse_mapping",
                    false,
                    REASON,
                    SOURCE,
                    SOURCE),
            Phrase.of(
                    "Starting session: .* for (.*) from " + ADDRESS + " port (\\d+) id \\d+",
                    "session",
                    "start",
                    "ssh_session",
                    true,
                    "user.name",
                    SOURCE,
                    PORT));

    private Sshd() {}

    static Optional<Meaning> read(String text) {
        Matcher decided = DECIDED.matcher(text);
        if (decided.matches()) {
            return Optional.of(decided(decided));
        }
        return Phrase.read(LOGIN, text).map(Sshd::login).or(() -> Phrase.read(CONNECTION, text));
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
                .with(SOURCE, match.group(5))
                .with(PORT, match.group(6))
                .with("system.auth.ssh.signature", accepted && match.group(7) != null ? match.group(7) : "")
                .with(REASON, match.group(3) == null ? "" : "invalid user");
    }

    private static Meaning login(Meaning meaning) {
        boolean unknown = meaning.fields().containsKey("system.auth.ssh.event");
        boolean named = meaning.fields().containsKey(REASON) || unknown;
        return meaning.with(REASON, unknown ? "invalid user" : "")
                .with("system.auth.ssh.event", unknown ? "Invalid" : "")
                .with("user.name", named ? "" : "root");
    }
}
