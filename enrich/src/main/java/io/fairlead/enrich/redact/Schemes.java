// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import org.jspecify.annotations.Nullable;

/** What stands behind the names of HTTP's ways to authenticate (RFC 9110, 11) and in its headers Authorization and Cookie. */
final class Schemes {
    /** What stands behind a name and is longer is a credential whatever follows: a run that tells of none is not gone through
     * from every name in it. */
    private static final int LONGEST_HARMLESS = 4096;

    /** How a browser names its bearer token to Kubernetes: as a subprotocol of a WebSocket. */
    private static final String WEBSOCKET = "bearer.authorization.k8s.io.";

    private Schemes() {}

    /** The credential that the word beginning here leads to. */
    static @Nullable Secrets at(String text, int i) {
        return switch (text.charAt(i)) {
            case 'b', 'B' -> {
                if (text.startsWith(WEBSOCKET, i)) {
                    yield websocket(text, i + WEBSOCKET.length());
                }
                Secrets bearer = scheme(text, i, "bearer", SecretKind.BEARER);
                yield bearer == null ? scheme(text, i, "basic", SecretKind.BASIC) : bearer;
            }
            case 'a', 'A' -> word(text, i, "authorization") ? authorization(text, i + 13) : null;
            case 'c', 'C' -> word(text, i, "cookie") ? cookie(text, i + 6) : null;
            default -> null;
        };
    }

    private static @Nullable Secrets websocket(String text, int start) {
        int end = credentialEnd(text, start);
        return end - start >= 8 ? new Secrets(start, end, SecretKind.BEARER) : null;
    }

    private static @Nullable Secrets scheme(String text, int i, String name, SecretKind kind) {
        if (!word(text, i, name) || i > 0 && TokenForms.alphanumeric(text.charAt(i - 1))) {
            return null;
        }
        int start = gap(text, i + name.length());
        int end = credentialEnd(text, start);
        if (end > start && end - start <= LONGEST_HARMLESS && names(text, end)) {
            return null;
        }
        boolean led = start > i + name.length() && end - start >= (kind == SecretKind.BASIC ? 6 : 8);
        return led && random(text, start, end) && !Mark.at(text, start) ? new Secrets(start, end, kind) : null;
    }

    /** {@code Authorization: SCHEME CREDENTIAL}, with whatever quotes and brackets; all the rest for schemes of many parts. */
    private static @Nullable Secrets authorization(String text, int after) {
        int start = separated(text, after);
        if (start < 0) {
            return null;
        }
        int word = end(text, start, false);
        int value = word;
        while (value < text.length() && text.charAt(value) == ' ') {
            value++;
        }
        if (word > start && word - start <= LONGEST_HARMLESS && names(text, word)) {
            return null;
        }
        boolean more = value < text.length() && !closes(text.charAt(value));
        if (more && text.charAt(word) == ' ' && schemeName(text, start, word)) {
            if (Mark.at(text, value)) {
                return null;
            }
            boolean many = text.regionMatches(true, start, "digest", 0, 6)
                    || text.regionMatches(true, start, "aws4", 0, 4)
                    || text.regionMatches(true, start, "signature", 0, 9)
                    || text.regionMatches(true, start, "oauth", 0, 5)
                    || text.regionMatches(true, start, "hawk", 0, 4)
                    || text.regionMatches(true, start, "hmac", 0, 4)
                    || text.regionMatches(true, start, "eg1-hmac", 0, 8);
            int rest = many ? lineEnd(text, value) : end(text, value, false);
            boolean none = rest - value < 6
                    || rest - value <= LONGEST_HARMLESS && names(text, rest)
                    || !random(text, value, rest);
            return !many && none
                    ? null
                    : new Secrets(value, rest, word(text, start, "basic") ? SecretKind.BASIC : SecretKind.BEARER);
        }
        return word - start >= 6 && random(text, start, word) && !Mark.at(text, start)
                ? new Secrets(start, word, SecretKind.BEARER)
                : null;
    }

    private static @Nullable Secrets cookie(String text, int after) {
        boolean colon = after < text.length() && "\"'\\: ".indexOf(text.charAt(after)) >= 0;
        int start = colon ? separated(text, after) : -1;
        int end = start < 0 ? -1 : end(text, start, true);
        int equals = start < 0 ? -1 : text.indexOf('=', start, end);
        boolean pairs =
                equals > start || start >= 0 && end > start && end == text.length() || end - start > LONGEST_HARMLESS;
        return pairs && !Mark.at(text, start) ? new Secrets(start, end, SecretKind.COOKIE) : null;
    }

    /** Where the value begins behind quotes, spaces, one separator, and brackets; -1 when there is no separator. */
    private static int separated(String text, int after) {
        int i = after;
        while (i < text.length() && "\"'\\ \t".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        if (i == text.length() || text.charAt(i) != ':' && text.charAt(i) != '=') {
            return -1;
        }
        i++;
        while (i < text.length() && "\"'\\ \t[>=".indexOf(text.charAt(i)) >= 0 && !Mark.at(text, i)) {
            i++;
        }
        return i < text.length() ? i : -1;
    }

    private static int gap(String text, int from) {
        int i = from;
        while (i < text.length() && (text.charAt(i) <= ' ' || text.charAt(i) == '+' || text.startsWith("%20", i))) {
            i += text.charAt(i) == '%' ? 3 : 1;
        }
        return i;
    }

    /** The end of a header's value, or of a word of it. */
    private static int end(String text, int from, boolean spaces) {
        int end = from;
        while (end < text.length()) {
            char c = text.charAt(end);
            int mark = Mark.behind(text, end); // a stretch of the credential that looked like a key
            if (mark == end && (closes(c) || !spaces && (c == ' ' || c == ',' || c == ']'))) {
                break;
            }
            end = Math.max(end + 1, mark);
        }
        return end;
    }

    private static int credentialEnd(String text, int from) {
        int end = from;
        while (end < text.length()) {
            int mark = Mark.behind(text, end); // a stretch of the credential that looked like a key
            if (mark == end && !credential(text.charAt(end))) {
                break;
            }
            end = Math.max(end + 1, mark);
        }
        return end;
    }

    private static boolean closes(char c) {
        return c < ' ' || c == '"' || c == '\'' || c == '\\';
    }

    /** Parts of the value may stand in quotes of their own. */
    private static int lineEnd(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= ' ') {
            end++;
        }
        return end;
    }

    /** Whether the word that ends here is another name, with its value behind it. */
    private static boolean names(String text, int end) {
        int next = end;
        while (next < text.length() && text.charAt(next) == ' ') {
            next++;
        }
        return text.charAt(end - 1) == ':'
                || text.charAt(end - 1) == '=' && opens(text, end)
                || next > end && next < text.length() && text.charAt(next) == '=';
    }

    /** Whether a quote stands here and a value in it: behind base64 the sign fills up, and the quote is the closing one. */
    private static boolean opens(String text, int at) {
        int quote = at;
        while (quote < text.length() && text.charAt(quote) == '\\') {
            quote++;
        }
        return quote + 1 < text.length()
                && "\"'".indexOf(text.charAt(quote)) >= 0
                && TokenForms.alphanumeric(text.charAt(quote + 1));
    }

    private static boolean schemeName(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!TokenForms.alphanumeric(text.charAt(i)) && text.charAt(i) != '-') {
                return false;
            }
        }
        return to > from;
    }

    /** Words of the language have neither digits nor capitals within, and are not long. */
    static boolean random(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9' || i > from && c >= 'A' && c <= 'Z' || "=+/_".indexOf(c) >= 0) {
                return true;
            }
        }
        return to - from >= 20;
    }

    private static boolean credential(char c) {
        return TokenForms.alphanumeric(c) || "._~+/%=:|-".indexOf(c) >= 0;
    }

    private static boolean word(String text, int i, String word) {
        return text.regionMatches(true, i, word, 0, word.length());
    }
}
