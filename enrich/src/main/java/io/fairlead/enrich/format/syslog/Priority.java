// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.syslog;

import java.util.List;
import java.util.Optional;

/** {@code <PRI>} before a message, and the names of its two halves (RFC 5424 section 6.2.1). */
final class Priority {
    private static final int HIGHEST = 191;
    private static final List<String> SEVERITIES =
            List.of("emergency", "alert", "critical", "error", "warning", "notice", "informational", "debug");
    private static final List<String> FACILITIES = List.of(
            "kernel",
            "user-level",
            "mail",
            "system",
            "security/authorization",
            "syslogd",
            "line printer",
            "network news",
            "UUCP",
            "clock",
            "security/authorization",
            "FTP",
            "NTP",
            "log audit",
            "log alert",
            "clock",
            "local0",
            "local1",
            "local2",
            "local3",
            "local4",
            "local5",
            "local6",
            "local7");

    private Priority() {}

    /** Where the text behind {@code <PRI>} begins; 0 when there is none. */
    static int end(String text) {
        int close = text.indexOf('>');
        return close >= 2
                        && close <= 4
                        && text.charAt(0) == '<'
                        && of(text.substring(1, close)).isPresent()
                ? close + 1
                : 0;
    }

    /** The priority that these digits are. */
    static Optional<Integer> of(String digits) {
        if (digits.isEmpty() || digits.length() > 3 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        int priority = Integer.parseInt(digits);
        return priority > HIGHEST ? Optional.empty() : Optional.of(priority);
    }

    static String severity(int priority) {
        return SEVERITIES.get(priority & 7);
    }

    static String facility(int priority) {
        return FACILITIES.get(priority >> 3);
    }
}
