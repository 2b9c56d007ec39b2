// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts that hold secrets, each between « and », which tell of how many characters of which kind they are made. */
final class SecretTexts {
    private static final Path TEXTS = Path.of("src/test/resources/redact");
    private static final Pattern SECRET = Pattern.compile("«([^»]*)»");
    private static final Pattern RANDOM = Pattern.compile("\\{([LNUXDB])(\\d+)}");
    private static final String DIGITS = "0123456789";
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private SecretTexts() {}

    /** The texts of a file in this folder, but for its comments. */
    static List<String> lines(String file) throws IOException {
        return Files.readAllLines(TEXTS.resolve(file)).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("# "))
                .map(line -> line.replace('⏎', '\n'))
                .toList();
    }

    /** The text with random secrets where they stand. */
    static String filled(String template, Random random) {
        return SECRET.matcher(template).replaceAll(secret -> value(secret.group(1), random));
    }

    /** The text with an empty pair of marks where each secret stands. */
    static String without(String template) {
        return SECRET.matcher(template).replaceAll("«»");
    }

    private static String value(String secret, Random random) {
        String value = RANDOM.matcher(secret)
                .replaceAll(some -> Matcher.quoteReplacement(
                        random(some.group(1).charAt(0), Integer.parseInt(some.group(2)), random)));
        return Matcher.quoteReplacement(value);
    }

    private static String random(char kind, int length, Random random) {
        if (kind == 'B') {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            return Base64.getEncoder().encodeToString(bytes);
        }
        String alphabet = switch (kind) {
            case 'L' -> LOWER + UPPER + DIGITS;
            case 'N' -> LOWER + DIGITS;
            case 'U' -> UPPER + DIGITS;
            case 'X' -> DIGITS + "abcdef";
            default -> "123456789";
        };
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        if (kind == 'L' && length > 3) { // as random values are, nearly always
            text.setCharAt(0, LOWER.charAt(random.nextInt(LOWER.length())));
            text.setCharAt(length / 2, UPPER.charAt(random.nextInt(UPPER.length())));
        }
        if ("LNX".indexOf(kind) >= 0 && length > 3) {
            text.setCharAt(length - 2, DIGITS.charAt(random.nextInt(DIGITS.length())));
            text.setCharAt(length - 1, kind == 'X' ? 'e' : LOWER.charAt(random.nextInt(LOWER.length())));
        }
        return text.toString();
    }
}
