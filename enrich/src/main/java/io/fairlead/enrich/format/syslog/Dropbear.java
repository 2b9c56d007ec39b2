// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.syslog;

import java.util.List;
import java.util.Optional;

/** What Dropbear, the SSH server of small systems, says (svr-auth*.c of Dropbear). */
final class Dropbear {
    private static final String FROM = " from <?([0-9a-fA-F.:]*[0-9a-fA-F]):(\\d+)>?";
    private static final List<Phrase> PHRASES = List.of(
            Phrase.of(
                    "(?:\\S+ )?(?:Password|Pubkey|PAM password) auth succeeded for '([^']*)'(?: with .*?)?" + FROM,
                    "authentication,session",
                    "start",
                    "ssh_login",
                    true,
                    "user.name",
                    "source.address",
                    "source.port"),
            Phrase.of(
                    "(?:Bad (?:PAM )?password attempt for '([^']*)'|Login attempt for nonexistent user(?: '([^']*)')?)"
                            + FROM,
                    "authentication",
                    "info",
                    "ssh_login",
                    false,
                    "user.name",
                    "user.name",
                    "source.address",
                    "source.port"));

    private Dropbear() {}

    static Optional<Meaning> read(String text) {
        return Phrase.read(PHRASES, text);
    }
}
