// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import io.fairlead.enrich.ecs.PercentCoding;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Stretches of a text that are another text in base64 (RFC 4648), in hexadecimal digits or in percent-encoding. */
final class Encodings {
    /** Fewest characters of an encoded stretch. */
    static final int LEAST = 12;

    private static final int LINE = 60;

    /** How often a run may be decoded, each time from another place in it, so that nobody can choose one that costs for ever. */
    private static final int MOST_TIMES = 32;

    private static final int SHORT_RUN = 64 * 1024;
    private static final int[] SIXES = sixes();

    private Encodings() {}

    /** A coding. */
    enum Coding {
        BASE64,
        BASE64_URL,
        HEX,
        PERCENT
    }

    /**
     * A text within a text.
     *
     * @param start first character of the encoded text
     * @param end behind its last one
     * @param coding how it is encoded
     * @param text what it says
     */
    record Encoded(int start, int end, Coding coding, String text) {
        /** Another text in the same coding. */
        String encode(String clean) {
            byte[] bytes = clean.getBytes(StandardCharsets.UTF_8);
            return switch (coding) {
                case BASE64 -> Base64.getEncoder().encodeToString(bytes);
                case BASE64_URL -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
                case HEX -> HexFormat.of().formatHex(bytes).toUpperCase(Locale.ROOT);
                case PERCENT -> PercentCoding.encode(clean);
            };
        }
    }

    static boolean base64(char c) {
        return c < 128 && SIXES[c] >= 0;
    }

    /** Whether this run of base64's characters may be a text: nearly all other runs are told by their first letters. */
    static boolean likely(String text, int start, int end) {
        int from = start;
        while (true) {
            if (divides(text.charAt(from))) {
                if (from + LEAST >= end) {
                    return false;
                }
                from++;
                continue;
            }
            if (printable(text, from, from + 8) || digits(text, from)) {
                return true;
            }
            int slash = text.indexOf('/', from, end);
            if (slash < 0 || slash + LEAST >= end) {
                return false;
            }
            from = slash + 1;
        }
    }

    /** The text that a run of base64's characters is, or null when it is none. */
    static @Nullable Encoded of(String text, int start, int end) {
        int from = start;
        long left = SHORT_RUN + (long) MOST_TIMES * (end - start);
        while (end - from >= LEAST) {
            // a text that was cut short may end within a byte
            int whole = end - (end - from) % 2;
            Encoded decoded = hex(text, from, end)
                    ? decoded(Coding.HEX, HexFormat.of().parseHex(text, from, whole), from, whole)
                    : null;
            if (decoded == null && text.startsWith("0x", from)) {
                from += 2;
                continue;
            }
            if (decoded == null && printable(text, from, from + 8)) {
                left -= end - from;
                decoded = left < 0 ? null : base64(text, from, end);
            }
            if (decoded != null) {
                return decoded;
            }
            while (from < end && !divides(text.charAt(from))) {
                from++;
            }
            from++;
        }
        return null;
    }

    private static boolean divides(char c) {
        return c == '/' || c == '-' || c == '_';
    }

    private static @Nullable Encoded base64(String text, int start, int end) {
        byte[] bytes = new byte[(end - start) * 3 / 4 + 3];
        int length = 0;
        int bits = 0;
        int count = 0;
        boolean url = false;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c <= ' ') {
                continue;
            }
            url |= c == '-' || c == '_';
            bits = bits << 6 | SIXES[c];
            if (++count == 4) {
                bytes[length++] = (byte) (bits >> 16);
                bytes[length++] = (byte) (bits >> 8);
                bytes[length++] = (byte) bits;
                bits = 0;
                count = 0;
            }
        }
        if (count > 1) {
            bytes[length++] = (byte) (bits >> (count == 3 ? 10 : 4));
        }
        if (count == 3) {
            bytes[length++] = (byte) (bits >> 2);
        }
        int close = end;
        while (close < text.length() && close - end < 2 && text.charAt(close) == '=') {
            close++;
        }
        return decoded(url ? Coding.BASE64_URL : Coding.BASE64, java.util.Arrays.copyOf(bytes, length), start, close);
    }

    /** Words between these places that percent-encoding was applied to; null when decoding changes nothing. */
    static @Nullable Encoded percent(String text, int start, int end) {
        String word = text.substring(start, end);
        // a plus is a plus here: base64 has it, and a space is no part of a secret
        String decoded = PercentCoding.decode(word.replace("+", "%2B"));
        return decoded.equals(word) ? null : new Encoded(start, end, Coding.PERCENT, decoded);
    }

    /** The end of a run of base64's characters, over the ends of lines that encoders break long texts with. */
    static int runEnd(String text, int start) {
        int end = start;
        int line = start;
        while (end < text.length()) {
            char c = text.charAt(end);
            if (base64(c)) {
                end++;
            } else if ((c == '\n' || c == '\r') && end - line >= LINE && end + 2 < text.length()) {
                int next = text.charAt(end + 1) == '\n' ? end + 2 : end + 1;
                if (!base64(text.charAt(next))) {
                    return end;
                }
                line = next;
                end = next;
            } else {
                return end;
            }
        }
        return end;
    }

    private static @Nullable Encoded decoded(Coding coding, byte[] bytes, int start, int end) {
        int printable = 0;
        for (byte b : bytes) {
            if (b >= ' ' || b == '\n' || b == '\r' || b == '\t' || b == 0) {
                printable++;
            } else if (b > 0) {
                return null;
            }
        }
        // text in other scripts has bytes beyond ASCII, random bytes have control characters too
        return printable * 4 >= bytes.length * 3
                ? new Encoded(start, end, coding, new String(bytes, StandardCharsets.UTF_8))
                : null;
    }

    private static boolean printable(String text, int from, int to) {
        for (int i = from; i + 3 < to; i += 4) {
            int bits = 0;
            for (int j = i; j < i + 4; j++) {
                char c = j < text.length() ? text.charAt(j) : '\uffff';
                if (c >= 128 || SIXES[c] < 0) {
                    return false;
                }
                bits = bits << 6 | SIXES[c];
            }
            if (!printable(bits >> 16) || !printable(bits >> 8) || !printable(bits)) {
                return false;
            }
        }
        return true;
    }

    private static boolean printable(int bits) {
        int b = bits & 0xFF;
        return b >= ' ' && b < 0x7F || b == '\n' || b == '\r' || b == '\t';
    }

    /** Hexadecimal digits of four printable characters: the first of each two is 2 to 7. */
    private static boolean digits(String text, int start) {
        int from = start;
        while (text.startsWith("0x", from) && from + 10 < text.length()) {
            from += 2;
        }
        for (int i = from; i < from + 8; i += 2) {
            char c = i + 1 < text.length() ? text.charAt(i) : '\0';
            if (c < '2' || c > '7' || Character.digit(text.charAt(i + 1), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean hex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (i >= text.length() || Character.digit(text.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static int[] sixes() {
        int[] sixes = new int[128];
        java.util.Arrays.fill(sixes, -1);
        String all = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < all.length(); i++) {
            sixes[all.charAt(i)] = i;
        }
        sixes['-'] = 62;
        sixes['_'] = 63;
        return sixes;
    }
}
