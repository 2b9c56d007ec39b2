// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.auditd;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Texts that the kernel writes in hexadecimal digits because they hold spaces, quotes or control characters. Encoded ones
 * are never in quotes and their digits are upper case; that tells them from plain words.
 */
final class HexText {
    private HexText() {}

    /** The bytes behind the digits as text, or empty when the value is not encoded. */
    static Optional<String> decode(String written) {
        if (written.isEmpty() || written.length() % 2 != 0) {
            return Optional.empty();
        }
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'A' && c <= 'F')) {
                return Optional.empty();
            }
        }
        return Optional.of(new String(HexFormat.of().parseHex(written), StandardCharsets.UTF_8));
    }

    /** The words between the zero bytes, joined by spaces: command lines. */
    static Optional<String> words(String written) {
        return decode(written).map(text -> withoutEnd(text).replace('\0', ' '));
    }

    /** The text up to its first zero byte. */
    static Optional<String> first(String written) {
        return decode(written).map(text -> text.indexOf('\0') < 0 ? text : text.substring(0, text.indexOf('\0')));
    }

    private static String withoutEnd(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\0') {
            end--;
        }
        return text.substring(0, end);
    }
}
