// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import org.jspecify.annotations.Nullable;

/** Tokens, keys and hashes that are known by their form alone, wherever they stand. */
final class Tokens {
    private static final int LONGEST_HEADER = 1024;
    private static final int MOST_OF_AZURE = 34;

    /** Hexadecimal digits of a hash of 128 bits. */
    private static final int WINDOWS_HASH = 32;

    private static final int RANCHER = 54;

    /** What stands before the first dollar in the hashes of Django and PostgreSQL. */
    private static final String[] LED = {"pbkdf2_sha256", "SCRAM-SHA-256"};

    private Tokens() {}

    /** A token that begins here, or that this dot, colon or tilde is within. */
    static @Nullable Secrets at(String text, int i) {
        char c = text.charAt(i);
        return switch (c) {
            case '.' -> dotted(text, i);
            case ':' -> {
                Secrets found = windows(text, i);
                found = found == null ? bot(text, i) : found;
                yield found == null ? rancher(text, i) : found;
            }
            case '-' -> mailing(text, i);
            case '~' -> azure(text, i);
            case '$' -> hash(text, i);
            default -> {
                if (c == 'e' && text.startsWith("eyJ", i) && (i == 0 || !TokenForms.alphanumeric(text.charAt(i - 1)))) {
                    Secrets jwt = jwt(text, i);
                    if (jwt != null) {
                        yield jwt;
                    }
                }
                int end = TokenForms.end(text, i);
                yield end > i ? new Secrets(i, end, SecretKind.CLOUD_KEY) : null;
            }
        };
    }

    /** RFC 7515 and 7516: three or five parts; where the log cut the rest off, two. */
    private static @Nullable Secrets jwt(String text, int start) {
        // a run that goes on before was looked at from its beginning: it must not be gone through from every place in
        // it
        boolean within = start > 0 && (text.charAt(start - 1) == '-' || text.charAt(start - 1) == '_');
        int end = right(text, start, within ? Math.min(text.length(), start + LONGEST_HEADER) : text.length(), "_-");
        int parts = 1;
        while (parts < 5 && end < text.length() && text.charAt(end) == '.') {
            int next = right(text, end + 1, "_-");
            boolean direct = next == end + 1 && next < text.length() && text.charAt(next) == '.'; // RFC 7516, no key
            if (parts == 1 && next - end < 9 && !direct) {
                return null;
            }
            end = next;
            parts++;
        }
        return parts > 1 && end - start > 16 ? new Secrets(start, end, SecretKind.JWT) : null;
    }

    private static @Nullable Secrets dotted(String text, int dot) {
        int start = left(text, dot, "_-");
        int before = dot - start;
        if (before != 6 && before < 14) {
            return null;
        }
        int end = right(text, dot + 1, "_-");
        int after = end - dot - 1;
        if (before == 6 && after == 16 && bootstrap(text, start, end, dot)) {
            return new Secrets(start, end, SecretKind.TOKEN);
        }
        if (before >= 14 && text.startsWith("atlasv1.", dot + 1)) {
            return new Secrets(start, right(text, dot + 9, "_-="), SecretKind.CLOUD_KEY);
        }
        boolean bot = before >= 23
                && before <= 28
                && after >= 6
                && after <= 7
                && "MNO".indexOf(text.charAt(start)) >= 0
                && end < text.length()
                && text.charAt(end) == '.';
        int last = bot ? right(text, end + 1, "_-") : end;
        return bot && last - end > 27 ? new Secrets(start, last, SecretKind.CLOUD_KEY) : null;
    }

    /**
     * A bootstrap token of Kubernetes: [a-z0-9]{6}.[a-z0-9]{16}. A word of the language has no digit among sixteen, and the
     * name of an Event has nothing but hexadecimal digits there.
     */
    private static boolean bootstrap(String text, int start, int end, int dot) {
        boolean digit = false;
        boolean letter = false;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            boolean number = c >= '0' && c <= '9';
            if (i != dot && !number && !(c >= 'a' && c <= 'z')) {
                return false;
            }
            digit |= i > dot && number;
            letter |= i > dot && c > 'f';
        }
        boolean alone =
                (start == 0 || text.charAt(start - 1) != '.') && (end == text.length() || text.charAt(end) != '.');
        return digit && letter && alone;
    }

    /** A Telegram bot's token: its number, a colon, 35 characters. */
    private static @Nullable Secrets bot(String text, int colon) {
        if (!text.startsWith(":AA", colon)) {
            return null;
        }
        int start = left(text, colon, "");
        start += text.startsWith("bot", start) ? 3 : 0; // as in its addresses
        int end = right(text, colon + 1, "_-");
        boolean number = colon - start >= 8 && colon - start <= 10;
        for (int i = start; i < colon; i++) {
            number &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        return number && end - colon - 1 == 35 ? new Secrets(start, end, SecretKind.CLOUD_KEY) : null;
    }

    /** The two hashes that Windows keeps of a password, as tools that dump them print them: LM:NT. */
    private static @Nullable Secrets windows(String text, int colon) {
        int start = colon - WINDOWS_HASH;
        int end = colon + 1 + WINDOWS_HASH;
        boolean alone = start >= 0
                && end <= text.length()
                && Character.digit(text.charAt(end - 1), 16) >= 0
                && (start == 0 || !TokenForms.alphanumeric(text.charAt(start - 1)))
                && (end == text.length() || !TokenForms.alphanumeric(text.charAt(end)));
        return alone && hex(text, start, colon) && hex(text, colon + 1, end)
                ? new Secrets(start, end, SecretKind.PASSWORD_HASH)
                : null;
    }

    /** A token of Rancher: a name, a colon, 54 small letters and digits. */
    private static @Nullable Secrets rancher(String text, int colon) {
        if (colon == 0 || colon + RANCHER >= text.length() || !TokenForms.alphanumeric(text.charAt(colon + RANCHER))) {
            return null;
        }
        int end = colon + 1;
        while (end < text.length() && end - colon <= RANCHER + 1 && TokenForms.alphanumeric(text.charAt(end))) {
            end++;
        }
        int start = end - colon - 1 == RANCHER ? left(text, colon, "-") : colon;
        return text.startsWith("token-", start) || text.startsWith("kubeconfig-", start)
                ? new Secrets(start, end, SecretKind.CLOUD_KEY)
                : null;
    }

    /** A key of Mailchimp: 32 hexadecimal digits, and the place where it holds: -us6. */
    private static @Nullable Secrets mailing(String text, int dash) {
        int start = dash - WINDOWS_HASH;
        if (start < 0 || !text.startsWith("-us", dash) || !hex(text, start, dash)) {
            return null;
        }
        int end = right(text, dash + 3, "");
        return end > dash + 3 && end <= dash + 5 && (start == 0 || !TokenForms.alphanumeric(text.charAt(start - 1)))
                ? new Secrets(start, end, SecretKind.CLOUD_KEY)
                : null;
    }

    private static boolean hex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Character.digit(text.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    /** A client secret of Entra ID: three characters, a digit, Q~, 31 to 34 more. */
    private static @Nullable Secrets azure(String text, int tilde) {
        if (tilde < 5 || text.charAt(tilde - 1) != 'Q' || !Character.isDigit(text.charAt(tilde - 2))) {
            return null;
        }
        int end = right(text, tilde + 1, Math.min(text.length(), tilde + 2 + MOST_OF_AZURE), "_-~.");
        int length = end - tilde - 1;
        return length >= 31 && length <= MOST_OF_AZURE ? new Secrets(tilde - 5, end, SecretKind.CLOUD_KEY) : null;
    }

    /** A hash as in /etc/shadow and htpasswd: crypt(5); or one that begins with its method. */
    private static @Nullable Secrets hash(String text, int dollar) {
        for (String method : LED) {
            int start = dollar - method.length();
            int end = text.startsWith(method, start) ? right(text, dollar + 1, "./$=,+:") : dollar;
            if (end - dollar > method.length()) {
                return new Secrets(start, end, SecretKind.PASSWORD_HASH);
            }
        }
        int second = text.indexOf('$', dollar + 1, Math.min(text.length(), dollar + 16));
        if (second < dollar + 2) {
            return null;
        }
        String method = text.substring(dollar + 1, second);
        boolean known = switch (method) {
            case "1",
                    "2a",
                    "2b",
                    "2x",
                    "2y",
                    "5",
                    "6",
                    "7",
                    "8",
                    "9",
                    "y",
                    "gy",
                    "apr1",
                    "argon2i",
                    "argon2id",
                    "pbkdf2",
                    "pbkdf2-sha256",
                    "pbkdf2-sha512",
                    "scrypt" -> true;
            default -> false;
        };
        int end = known ? right(text, second + 1, "./$=,+") : dollar;
        return known && end - second > 12 ? new Secrets(dollar, end, SecretKind.PASSWORD_HASH) : null;
    }

    private static int left(String text, int from, String besides) {
        int start = from;
        while (start > 0
                && from - start < 64
                && (TokenForms.alphanumeric(text.charAt(start - 1)) || besides.indexOf(text.charAt(start - 1)) >= 0)) {
            start--;
        }
        return start;
    }

    private static int right(String text, int from, String besides) {
        return right(text, from, text.length(), besides);
    }

    private static int right(String text, int from, int limit, String besides) {
        int end = from;
        while (end < limit && (TokenForms.alphanumeric(text.charAt(end)) || besides.indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        return end;
    }
}
