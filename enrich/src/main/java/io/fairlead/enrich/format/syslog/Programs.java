// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.syslog;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which program said it, and so how to read it. */
final class Programs {
    private static final int AUTHORIZATION = 4;
    private static final int PRIVATE_AUTHORIZATION = 10;
    private static final Set<String> ACCOUNTS = Set.of(
            "useradd",
            "userdel",
            "usermod",
            "adduser",
            "deluser",
            "groupadd",
            "groupdel",
            "groupmod",
            "gpasswd",
            "passwd",
            "chpasswd",
            "newusers",
            "chage",
            "chfn",
            "chsh",
            "unix_chkpwd");

    private Programs() {}

    /** The name of a program as it is known: {@code /USR/SBIN/CRON} and {@code polkitd(authority=local)} have more than that. */
    static String name(String written) {
        int bracket = written.endsWith(")") ? written.indexOf('(') : -1;
        String word = bracket > 0 ? written.substring(0, bracket) : written;
        return word.substring(word.lastIndexOf('/') + 1);
    }

    /** What a message means. */
    static Meaning meaning(Message message) {
        String text = once(message.text());
        String program = name(message.program()).toLowerCase(Locale.ROOT);
        Optional<Meaning> meaning = message.program().contains("(pam_") ? Pam.said(text) : Pam.read(text);
        if (meaning.isEmpty()) {
            meaning = switch (program) {
                case "sshd", "sshd-session", "sshd-auth" -> Sshd.read(text);
                case "dropbear" -> Dropbear.read(text);
                case "sudo" -> Sudo.read(text);
                case "su" -> Su.read(text);
                case "login" -> Login.read(text);
                case "pkexec" -> Login.pkexec(text);
                case "cron", "crond", "anacron", "crontab" -> Cron.read(text);
                case "systemd-logind" -> Logind.read(text);
                case "kernel" -> KernelMessage.read(text);
                default -> ACCOUNTS.contains(program) ? Accounts.read(text) : Optional.empty();
            };
        }
        return meaning.orElseGet(() -> Meaning.message(isAuthorization(program, message)));
    }

    /** What rsyslog says once for many: {@code message repeated 5 times: [ TEXT]}. */
    private static String once(String text) {
        int colon = text.startsWith("message repeated ") && text.endsWith("]") ? text.indexOf(" times: [ ") : -1;
        return colon < 0 ? text : text.substring(colon + 10, text.length() - 1);
    }

    private static boolean isAuthorization(String program, Message message) {
        int facility = message.priority().map(priority -> priority >> 3).orElse(-1);
        return facility == AUTHORIZATION
                || facility == PRIVATE_AUTHORIZATION
                || ACCOUNTS.contains(program)
                || switch (program) {
                    case "sshd",
                            "dropbear",
                            "sshd-session",
                            "sshd-auth",
                            "sudo",
                            "su",
                            "login",
                            "systemd-logind",
                            "polkitd",
                            "pkexec" -> true;
                    default -> false;
                };
    }
}
