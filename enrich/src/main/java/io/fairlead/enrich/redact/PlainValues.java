// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

/** Values that stand behind a name but are no secrets, whatever the name says. */
final class PlainValues {
    private PlainValues() {}

    /** True when the value says nothing, is a reference to where the secret is kept, or was replaced already. */
    static boolean is(String value) {
        return value.isEmpty()
                || Mark.at(value, 0)
                || value.startsWith("hmac-sha256:") // Vault's own fingerprint
                || nothing(value)
                || masked(value)
                || reference(value)
                || path(value);
    }

    private static boolean nothing(String value) {
        return switch (value) {
            case "null",
                    "true",
                    "false",
                    "none",
                    "nil",
                    "None",
                    "True",
                    "False",
                    "undefined",
                    "<nil>",
                    "YES",
                    "NO",
                    "yes",
                    "no",
                    "on",
                    "off",
                    "N/A",
                    "REDACTED",
                    "[REDACTED]",
                    "<redacted>",
                    "<none>",
                    "(none)",
                    "(hidden)",
                    "-",
                    "{",
                    "[",
                    "(",
                    "{}",
                    "[]" -> true;
            default -> false;
        };
    }

    private static boolean masked(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) != '*') {
                return false;
            }
        }
        return true;
    }

    /** A variable like $DB_PASSWORD, ${DB_PASSWORD} or $(DB_PASSWORD). */
    private static boolean reference(String value) {
        if (value.charAt(0) != '$' || value.length() < 3) {
            return false;
        }
        char open = value.charAt(1);
        boolean closed = open == '{' && value.endsWith("}") || open == '(' && value.endsWith(")");
        int from = closed ? 2 : 1;
        int to = closed ? value.length() - 1 : value.length();
        for (int i = from; i < to; i++) {
            char c = value.charAt(i);
            if (!(c >= 'A' && c <= 'Z' || c == '_' || i > from && c >= '0' && c <= '9')) {
                return false;
            }
        }
        return true;
    }

    /** The path of a file: words between slashes, none of which mixes capitals and digits as random values do. */
    static boolean path(String value) {
        int start = value.startsWith("~/") ? 1 : value.startsWith("../") ? 2 : value.startsWith("./") ? 1 : 0;
        if (start >= value.length() || value.charAt(start) != '/' || value.length() < 4) {
            return false;
        }
        boolean upper = false;
        boolean digit = false;
        int run = 0;
        for (int i = start; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '/') {
                upper = false;
                digit = false;
                run = 0;
            } else if (TokenForms.alphanumeric(c)) {
                upper |= c >= 'A' && c <= 'Z';
                digit |= c >= '0' && c <= '9';
                run++;
            } else if (c != '.' && c != '-' && c != '_') {
                return false;
            }
            if (upper && digit && run > 6) {
                return false;
            }
        }
        return true;
    }
}
