// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.syslog;

import java.util.List;
import java.util.Optional;

/**
 * What the tools of shadow say when they change users and groups. Who did it is told by gpasswd and passwd alone; where it is
 * not, the changed user stands as {@code user.name} too, as in Elastic's integration.
 */
final class Accounts {
    private static final String CHANGED = "user.target.name,user.name";
    private static final List<Phrase> PHRASES = List.of(
            Phrase.of(
                    "new user: name=([^,]+), UID=(\\d+), GID=(\\d+), home=([^,]*), shell=([^,]*).*",
                    "iam",
                    "user,creation",
                    "user-created",
                    true,
                    CHANGED,
                    "user.target.id,user.id",
                    "user.target.group.id,group.id",
                    "system.auth.useradd.home",
                    "system.auth.useradd.shell"),
            Phrase.of(
                    "new group: name=([^,]+), GID=(\\d+).*|group added to \\S+: name=([^,\\s]+)(?:, GID=(\\d+))?",
                    "iam",
                    "group,creation",
                    "group-created",
                    true,
                    "group.name",
                    "group.id",
                    "group.name",
                    "group.id"),
            Phrase.of("delete user '([^']+)'", "iam", "user,deletion", "user-deleted", true, CHANGED),
            Phrase.of(
                    "removed (?:shadow )?group '([^']+)'(?: owned by '([^']*)')?|group '([^']+)' removed(?: from \\S+)?",
                    "iam",
                    "group,deletion",
                    "group-deleted",
                    true,
                    "group.name",
                    "user.target.name",
                    "group.name"),
            Phrase.of(
                    "add '([^']+)' to (?:shadow )?group '([^']+)'",
                    "iam",
                    "group,change",
                    "group-member-added",
                    true,
                    CHANGED,
                    "group.name"),
            Phrase.of(
                    "delete '([^']+)' from (?:shadow )?group '([^']+)'",
                    "iam",
                    "group,change",
                    "group-member-removed",
                    true,
                    CHANGED,
                    "group.name"),
            Phrase.of(
                    "user (\\S+) added by (\\S+) to group (\\S+)",
                    "iam",
                    "group,change",
                    "group-user-added",
                    true,
                    "user.target.name",
                    "user.name",
                    "group.name"),
            Phrase.of(
                    "user (\\S+) removed by (\\S+) from group (\\S+)",
                    "iam",
                    "group,change",
                    "group-user-removed",
                    true,
                    "user.target.name",
                    "user.name",
                    "group.name"),
            Phrase.of(
                    "change user name '([^']+)' to '([^']+)'",
                    "iam",
                    "user,change",
                    "user-changed",
                    true,
                    CHANGED,
                    "user.changes.name"),
            Phrase.of(
                    "password for '([^']+)' changed by '([^']+)'",
                    "iam",
                    "user,change",
                    "password-changed",
                    true,
                    "user.target.name",
                    "user.name"),
            Phrase.of(
                    "change user '([^']+)' password|password changed for (\\S+)",
                    "iam",
                    "user,change",
                    "password-changed",
                    true,
                    CHANGED,
                    CHANGED),
            Phrase.of("lock user '([^']+)' password", "iam", "user,change", "account-locked", true, CHANGED),
            Phrase.of("unlock user '([^']+)' password", "iam", "user,change", "account-unlocked", true, CHANGED),
            Phrase.of(
                    "changed? user '([^']+)' (.*)|changed (password expiry) for (\\S+)",
                    "iam",
                    "user,change",
                    "user-changed",
                    true,
                    CHANGED,
                    "event.reason",
                    "event.reason",
                    CHANGED),
            Phrase.of(
                    "failed adding user '([^']+)'(?:, (.*))?",
                    "iam",
                    "user,creation",
                    "user-created",
                    false,
                    CHANGED,
                    "event.reason"),
            Phrase.of(
                    "group changed in \\S+ \\(group ([^/)]+)/(\\d+).*\\)",
                    "iam",
                    "group,change",
                    "group-changed",
                    true,
                    "group.name",
                    "group.id"),
            Phrase.of(
                    "password check failed for user \\((.+)\\)",
                    "authentication",
                    "info",
                    "authentication_failure",
                    false,
                    "user.name"));

    private Accounts() {}

    static Optional<Meaning> read(String text) {
        return Phrase.read(PHRASES, text);
    }
}
