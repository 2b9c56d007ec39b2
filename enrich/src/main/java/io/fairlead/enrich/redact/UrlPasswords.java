// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import org.jspecify.annotations.Nullable;

/** The password, or the token alone, in the authority of a URL (RFC 3986, 3.2.1), as connection strings have it. */
final class UrlPasswords {
    private static final int LEAST_TOKEN = 16;

    private UrlPasswords() {}

    static @Nullable Secrets at(String text, int i) {
        if (!text.startsWith("://", i)) {
            return null;
        }
        int start = i + 3;
        int authority = end(text, start, "/?#");
        int at = text.lastIndexOf('@', authority - 1);
        int colon = text.indexOf(':', start);
        if (at < start) {
            // a password may hold what ends an authority, unless that stands behind a port
            int all = end(text, start, "");
            if (colon < start || colon >= authority || port(text, colon + 1, authority)) {
                return null;
            }
            at = text.lastIndexOf('@', all - 1);
        }
        if (at < start || text.startsWith("[redacted:", Math.max(start, colon + 1))) {
            return null;
        }
        if (colon >= start && colon < at) {
            return at > colon + 1 ? new Secrets(colon + 1, at, SecretKind.BASIC) : null;
        }
        return at - start >= LEAST_TOKEN && mixed(text, start, at) ? new Secrets(start, at, SecretKind.BASIC) : null;
    }

    private static int end(String text, int from, String besides) {
        int end = from;
        while (end < text.length()) {
            char c = text.charAt(end);
            if (c <= ' ' || "\"'<>`\\".indexOf(c) >= 0 || besides.indexOf(c) >= 0) {
                break;
            }
            end++;
        }
        return end;
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
