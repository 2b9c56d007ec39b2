// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import org.jspecify.annotations.Nullable;

/** The password, or the token alone, in the authority of a URL (RFC 3986, 3.2.1), as connection strings have it. */
final class UrlPasswords {
    private static final int LEAST_TOKEN = 16;
    private static final int LEAST_MIXED = 12;
    private static final int LEAST_LETTERS = 20;

    /** Longest stretch behind an authority that is looked through for the end of a password. */
    private static final int LONGEST_REST = 1024;

    private UrlPasswords() {}

    static @Nullable Secrets at(String text, int i) {
        if (text.charAt(i) == '@') {
            return network(text, i);
        }
        if (!text.startsWith("://", i)) {
            return null;
        }
        int start = i + 3;
        int authority = end(text, start, text.length(), "/?#");
        int at = last(text, start, authority);
        int colon = text.indexOf(':', start, authority);
        if (at < 0) {
            // a password may hold what ends an authority, unless that stands behind a port
            if (colon < 0 || port(text, colon + 1, authority)) {
                return null;
            }
            at = last(text, authority, end(text, authority, Math.min(text.length(), authority + LONGEST_REST), ""));
        }
        if (at < 0 || settings(text, start, at) || marked(text, Math.max(start, colon + 1))) {
            return null;
        }
        if (colon >= start && colon < at) {
            if (colon - start >= LEAST_TOKEN && nothing(text, colon + 1, at)) {
                return new Secrets(start, colon, SecretKind.BASIC);
            }
            return at > colon + 1 ? new Secrets(colon + 1, at, SecretKind.BASIC) : null;
        }
        return token(text, start, at) ? new Secrets(start, at, SecretKind.BASIC) : null;
    }

    /** {@code user:password@tcp(host:3306)/name}, as drivers in Go have it. */
    private static @Nullable Secrets network(String text, int at) {
        boolean led = text.startsWith("@tcp(", at) || text.startsWith("@unix(", at) || text.startsWith("@tcp6(", at);
        int start = at;
        while (led && start > 0 && at - start < LONGEST_REST && !opens(text.charAt(start - 1))) {
            start--;
        }
        int colon = led ? text.indexOf(':', start, at) : -1;
        return colon < 0 || colon + 1 == at || marked(text, colon + 1)
                ? null
                : new Secrets(colon + 1, at, SecretKind.BASIC);
    }

    /** Whether a mark begins here, or its kind does. */
    private static boolean marked(String text, int at) {
        return Mark.at(text, at) || Mark.at(text, at - 10);
    }

    private static boolean opens(char c) {
        return c <= ' ' || c == '"' || c == '\'' || c == '`';
    }

    /** Whether settings follow the host, and the sign is part of one: {@code jdbc:sqlserver://h:1433;password=…}. */
    private static boolean settings(String text, int start, int at) {
        int semicolon = text.indexOf(';', start, at);
        if (semicolon < 0 || text.indexOf('=', semicolon, at) < 0) {
            return false;
        }
        int colon = text.indexOf(':', start, semicolon);
        return colon < 0 || colon + 1 < semicolon && port(text, colon + 1, semicolon);
    }

    /** What services that take a token for the user want as the password. */
    private static boolean nothing(String text, int from, int to) {
        return from == to
                || to - from == 1 && (text.charAt(from) == 'X' || text.charAt(from) == 'x')
                || text.startsWith("x-oauth-basic", from);
    }

    private static int end(String text, int from, int to, String besides) {
        int end = from;
        while (end < to) {
            char c = text.charAt(end);
            boolean within =
                    TokenForms.alphanumeric(c) || c > ' ' && "\"'<>`\\".indexOf(c) < 0 && besides.indexOf(c) < 0;
            if (!within) {
                break;
            }
            end++;
        }
        return end;
    }

    /** The last sign between a password and a host, or -1. */
    private static int last(String text, int from, int to) {
        for (int i = to - 1; i >= from; i--) {
            if (text.charAt(i) == '@') {
                return i;
            }
        }
        return -1;
    }

    private static boolean port(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** Whether this is a token, not the name of an account. */
    private static boolean token(String text, int from, int to) {
        boolean digit = false;
        boolean upper = false;
        boolean lower = false;
        boolean within = false;
        boolean parted = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '.') {
                return false; // the name of an account
            }
            boolean letter = TokenForms.alphanumeric(c) && c > '9';
            within |= digit && letter;
            digit |= c >= '0' && c <= '9';
            upper |= c >= 'A' && c <= 'Z';
            lower |= c >= 'a' && c <= 'z';
            parted |= !TokenForms.alphanumeric(c);
        }
        int length = to - from;
        return length >= LEAST_TOKEN && digit
                || length >= LEAST_MIXED && within && upper && lower
                || length >= LEAST_LETTERS && !parted;
    }
}
