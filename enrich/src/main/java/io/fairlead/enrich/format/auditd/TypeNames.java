// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.auditd;

import java.util.List;

/** Names of record types that a daemon older than the kernel writes as {@code UNKNOWN[1334]} (linux/audit.h). */
final class TypeNames {
    private static final String UNKNOWN = "UNKNOWN[";
    private static final int FIRST = 1326;
    private static final List<String> NAMES = List.of(
            "SECCOMP",
            "PROCTITLE",
            "FEATURE_CHANGE",
            "REPLACE",
            "KERN_MODULE",
            "FANOTIFY",
            "TIME_INJOFFSET",
            "TIME_ADJNTPVAL",
            "BPF",
            "EVENT_LISTENER",
            "URINGOP",
            "OPENAT2",
            "DM_CTRL",
            "DM_EVENT");

    private TypeNames() {}

    /** The name of a type; what is known by no other as it is. */
    static String of(String written) {
        int close = written.length() - 1;
        if (!written.startsWith(UNKNOWN) || written.charAt(close) != ']' || close - UNKNOWN.length() != 4) {
            return written;
        }
        int number = 0;
        for (int i = UNKNOWN.length(); i < close; i++) {
            char c = written.charAt(i);
            if (c < '0' || c > '9') {
                return written;
            }
            number = number * 10 + c - '0';
        }
        return number >= FIRST && number < FIRST + NAMES.size() ? NAMES.get(number - FIRST) : written;
    }
}
