// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Device numbers of terminals, by the names that the audit daemon writes (proc(5), devices.txt of Linux). */
final class Terminals {
    private static final Pattern NUMBERED = Pattern.compile("(?:/dev/)?(pts/?|ttyS|tty)([0-9]{1,6})");
    private static final int OTHER = 0x500;

    private Terminals() {}

    /** The number; 0 when the process has no terminal, empty when nothing is known. */
    static String number(String name) {
        if (name.isEmpty()) {
            return "";
        }
        if (name.equals("(none)") || name.equals("?")) {
            return "0";
        }
        Matcher numbered = NUMBERED.matcher(name);
        if (!numbered.matches()) {
            return Integer.toString(OTHER);
        }
        int number = Integer.parseInt(numbered.group(2));
        int device = switch (numbered.group(1)) {
            case "tty" -> 4 << 8 | number;
            case "ttyS" -> 4 << 8 | 64 + number;
            default -> (136 + number / 256) << 8 | number % 256;
        };
        return Integer.toString(device);
    }
}
