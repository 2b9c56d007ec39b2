// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import org.jspecify.annotations.Nullable;

/** The password, or the token alone, in the authority of a URL (RFC 3986, 3.2.1), as connection strings have it. */
final class UrlPasswords {
    private static final int LEAST_TOKEN = 16;

    /** Longest stretch behind an authority that is looked through for the end of a password. */
    private static final int LONGEST_REST = 1024;

    private UrlPasswords() {}

    static @Nullable Secrets at(String text, int i) {
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
        if (at < 0 || text.startsWith("[redacted:", Math.max(start, colon + 1))) {
            return null;
        }
        if (colon >= start && colon < at) {
            return at > colon + 1 ? new Secrets(colon + 1, at, SecretKind.BASIC) : null;
        }
        return at - start >= LEAST_TOKEN && mixed(text, start, at) ? new Secrets(start, at, SecretKind.BASIC) : null;
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

    private static boolean mixed(String text, int from, int to) {
        boolean digit = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '.') {
                return false; // the name of an account
            }
            digit |= c >= '0' && c <= '9';
        }
        return digit;
    }
}
