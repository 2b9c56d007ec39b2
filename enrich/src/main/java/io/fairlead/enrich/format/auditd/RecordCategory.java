// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.auditd;

import java.util.Locale;

/** The kind of happening that a record type belongs to, by the number ranges of audit.h and libaudit.h. */
final class RecordCategory {
    private static final NumberedNames TYPES = new NumberedNames("record-types");

    private RecordCategory() {}

    /** The category's name; {@code unknown} for types that are in no range. */
    static String of(String type) {
        return TYPES.number(type.toUpperCase(Locale.ROOT))
                .map(RecordCategory::of)
                .orElse("unknown");
    }

    private static String of(int type) {
        if (in(type, 1100, 1101) || in(type, 1103, 1106) || in(type, 1108, 1110) || in(type, 1112, 1113)) {
            return "user-login";
        }
        return switch (type) {
            case 1126 -> "user-login";
            case 1102, 1114, 1115, 1116, 1117, 1132, 1133, 1135, 1136 -> "user-account";
            case 1127, 1128, 1129, 1130, 1131, 2000 -> "system-services";
            case 1111, 1305, 1325, 1328, 1329 -> "configuration";
            case 1326 -> "dac-decision";
            case 1118, 1119, 1120, 1121, 1123, 1125 -> "user-space";
            case 1124, 1319 -> "TTY";
            case 1107, 1122, 1400, 1401, 1402, 1502, 1503, 1506 -> "mac-decision";
            case 2109 -> "integrity";
            default -> range(type);
        };
    }

    private static String range(int type) {
        if (in(type, 1200, 1299)) {
            return "audit-daemon";
        } else if (in(type, 1300, 1304) || in(type, 1306, 1324)) {
            return "audit-rule";
        } else if (in(type, 1403, 1499) || in(type, 1500, 1599) || in(type, 2300, 2399)) {
            return "mac";
        } else if (in(type, 1600, 1699) || in(type, 2400, 2499)) {
            return "crypto";
        } else if (in(type, 1700, 1799) || in(type, 2100, 2199)) {
            return "anomaly";
        } else if (in(type, 1800, 1899)) {
            return "integrity";
        } else if (in(type, 2200, 2299)) {
            return "anomaly-response";
        }
        return in(type, 2500, 2599) ? "virt" : "unknown";
    }

    private static boolean in(int type, int from, int to) {
        return type >= from && type <= to;
    }
}
