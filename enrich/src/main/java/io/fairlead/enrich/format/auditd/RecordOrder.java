// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.auditd;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How the records of an event stand to each other. */
final class RecordOrder {
    private static final NumberedNames TYPES = new NumberedNames("record-types");
    private static final int FIRST_OF_KERNEL = 1300;
    private static final int FIRST_OF_PROGRAMS = 2000;

    /** Records that only tell more of a system call; where one comes first, order was lost on the way. */
    private static final Set<String> PIECES = Set.of(
            "path",
            "cwd",
            "execve",
            "sockaddr",
            "proctitle",
            "eoe",
            "bprm_fcaps",
            "obj_pid",
            "fd_pair",
            "ipc",
            "ipc_set_perm",
            "mmap",
            "capset",
            "socketcall",
            "openat2",
            "mq_open",
            "mq_sendrecv",
            "mq_notify",
            "mq_getsetattr");

    private RecordOrder() {}

    /** Whether records of this type are events of their own: those of programs, not of the kernel. */
    static boolean isAlone(String type) {
        return TYPES.number(type.toUpperCase(Locale.ROOT))
                .map(number -> number < FIRST_OF_KERNEL || number >= FIRST_OF_PROGRAMS)
                .orElse(false);
    }

    /** The records as the kernel wrote them. */
    static List<AuditRecord> restored(List<AuditRecord> records) {
        List<AuditRecord> ordered = new ArrayList<>(records);
        if (PIECES.contains(records.get(0).type())) {
            ordered.sort(Comparator.comparingInt(record -> PIECES.contains(record.type()) ? 1 : 0));
        }
        return ordered;
    }

    /** PATH records by their number. */
    static int item(java.util.SortedMap<String, String> path) {
        String item = path.getOrDefault("item", "0");
        return item.length() < 6 && item.chars().allMatch(c -> c >= '0' && c <= '9') && !item.isEmpty()
                ? Integer.parseInt(item)
                : 0;
    }
}
