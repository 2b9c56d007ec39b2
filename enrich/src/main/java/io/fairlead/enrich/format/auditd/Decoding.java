// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.auditd;

/** Which values the kernel and libaudit write in hexadecimal digits when they hold odd characters (audit_log_untrustedstring). */
final class Decoding {
    private Decoding() {}

    /** The value's text. */
    static String of(String type, String key, Values.Value value) {
        String written = value.written();
        return switch (key) {
            case "proctitle" -> HexText.words(written).orElse(value.text());
            case "cmd", "data" -> isCommand(type) ? HexText.words(written).orElse(value.text()) : value.text();
            case "exe", "cwd", "comm", "acct", "path", "dir", "grp", "vm", "img" ->
                HexText.first(written).orElse(value.text());
            case "name" ->
                type.equals("PATH") || type.equals("AVC") || type.equals("KERN_MODULE")
                        ? HexText.first(written).orElse(value.text())
                        : value.text();
            default ->
                type.equals("EXECVE") && isArgument(key)
                        ? HexText.first(written).orElse(value.text())
                        : value.text();
        };
    }

    private static boolean isCommand(String type) {
        return type.equals("USER_CMD") || type.equals("TTY") || type.equals("USER_TTY") || type.equals("ANOM_EXEC");
    }

    /** {@code a0}, {@code a12}, or {@code a3[1]}: an argument or a piece of one. */
    static boolean isArgument(String key) {
        int bracket = key.indexOf('[');
        int end = bracket < 0 ? key.length() : bracket;
        if (end < 2 || end > 8 || key.charAt(0) != 'a') {
            return false;
        }
        return key.chars().skip(1).limit(end - 1L).allMatch(c -> c >= '0' && c <= '9');
    }
}
