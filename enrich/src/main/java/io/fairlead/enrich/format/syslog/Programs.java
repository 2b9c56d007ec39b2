// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.syslog;

import java.util.Locale;
import java.util.Optional;

/** Which program said it, and so how to read it. */
final class Programs {
    private static final int AUTHORIZATION = 4;
    private static final int PRIVATE_AUTHORIZATION = 10;

    private Programs() {}

    /** What a message means. */
    static Meaning meaning(Message message) {
        String text = message.text();
        String written = message.program();
        String program = written.substring(written.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        Optional<Meaning> meaning = Pam.read(text);
        if (meaning.isEmpty()) {
            meaning = switch (program) {
                case "sshd", "sshd-session", "sshd-auth", "dropbear" -> Sshd.read(text);
                case "sudo" -> Sudo.read(text);
                case "su" -> Su.read(text);
                case "cron", "crond", "anacron", "crontab" -> Cron.read(text);
                case "useradd", "userdel", "usermod", "groupadd", "groupdel", "passwd", "chpasswd", "adduser" ->
                    Accounts.read(text);
                case "systemd-logind" -> Logind.read(text);
                default -> Optional.empty();
            };
        }
        return meaning.orElseGet(() -> Meaning.message(isAuthorization(program, message)));
    }

    private static boolean isAuthorization(String program, Message message) {
        int facility = message.priority().map(priority -> priority >> 3).orElse(-1);
        return facility == AUTHORIZATION
                || facility == PRIVATE_AUTHORIZATION
                || switch (program) {
                    case "sshd", "sshd-session", "sshd-auth", "sudo", "su", "login", "systemd-logind", "polkitd" ->
                        true;
                    case "useradd", "userdel", "usermod", "groupadd", "groupdel", "passwd", "chpasswd", "adduser" ->
                        true;
                    default -> false;
                };
    }
}
