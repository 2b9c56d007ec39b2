// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.syslog;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Optional;

/** What the tools of shadow say when they change users and groups. */
final class Accounts {
    private static final Pattern USER =
            Pattern.compile("^new user: name=([^,]+), UID=(\\d+), GID=(\\d+)," + " home=([^,]*), shell=([^,]*).*$");
    private static final Pattern GROUP = Pattern.compile("^new group: name=([^,]+), GID=(\\d+).*$");
    private static final Pattern DELETED = Pattern.compile("^delete user '([^']+)'$");
    private static final Pattern GROUP_DELETED =
            Pattern.compile("^(?:removed group|group) '([^']+)' (?:removed|owned by).*$");
    private static final Pattern MEMBER = Pattern.compile("^add '([^']+)' to (?:shadow )?group '([^']+)'$");
    private static final Pattern PASSWORD =
            Pattern.compile("^(?:pam_unix\\(passwd:chauthtok\\): )?password changed for (\\S+)$");

    private Accounts() {}

    static Optional<Meaning> read(String text) {
        Matcher user = USER.matcher(text);
        if (user.matches()) {
            return Optional.of(Meaning.of("iam", "user,creation", "added-user-account", true)
                    .with("user.target.name", user.group(1))
                    .with("user.target.id", user.group(2))
                    .with("user.target.group.id", user.group(3))
                    .with("system.auth.useradd.home", user.group(4))
                    .with("system.auth.useradd.shell", user.group(5)));
        }
        Matcher group = GROUP.matcher(text);
        if (group.matches()) {
            return Optional.of(Meaning.of("iam", "group,creation", "added-group-account", true)
                    .with("group.name", group.group(1))
                    .with("group.id", group.group(2)));
        }
        Matcher deleted = DELETED.matcher(text);
        if (deleted.matches()) {
            return Optional.of(Meaning.of("iam", "user,deletion", "deleted-user-account", true)
                    .with("user.target.name", deleted.group(1)));
        }
        Matcher groupDeleted = GROUP_DELETED.matcher(text);
        if (groupDeleted.matches()) {
            return Optional.of(Meaning.of("iam", "group,deletion", "deleted-group-account", true)
                    .with("group.name", groupDeleted.group(1)));
        }
        Matcher member = MEMBER.matcher(text);
        if (member.matches()) {
            return Optional.of(Meaning.of("iam", "group,change", "added-user-to-group", true)
                    .with("user.target.name", member.group(1))
                    .with("group.name", member.group(2)));
        }
        Matcher password = PASSWORD.matcher(text);
        return password.matches()
                ? Optional.of(Meaning.of("iam", "user,change", "changed-password", true)
                        .with("user.target.name", password.group(1)))
                : Optional.empty();
    }
}
