// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.enrich.json.JsonReader;
import io.fairlead.testkit.SeededRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Texts that hold secrets lose these and nothing else, and texts that hold none stay. The secrets are others in every run. */
final class SecretsInTextsTest {
    private static final Path TEXTS = Path.of("src/test/resources/redact");
    private static final Pattern SECRET = Pattern.compile("«([^»]*)»");
    private static final Pattern RANDOM = Pattern.compile("\\{([LNUXDB])(\\d+)}");
    private static final Pattern MARK = Pattern.compile("\\[redacted:[a-z-]+]");
    private static final String DIGITS = "0123456789";
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int RUNS = 4;

    private final TextRedactor redactor = new TextRedactor(new JsonReader(96));

    @Test
    void secretsGoAndAllElseStays() throws IOException {
        List<String> templates = lines("secrets.txt");
        assertThat(templates).hasSizeGreaterThan(500);
        SeededRandom.check("secrets in texts", RUNS, random -> {
            List<String> wrong = new ArrayList<>();
            for (String template : templates) {
                String text = SECRET.matcher(template).replaceAll(secret -> value(secret.group(1), random));
                String clean = redactor.redact(text, new Redactions());
                String expected = SECRET.matcher(template).replaceAll("«»");
                if (!MARK.matcher(clean).replaceAll("«»").equals(expected)) {
                    wrong.add(text + "\n  became " + clean);
                }
            }
            assertThat(wrong).isEmpty();
        });
    }

    @Test
    void ordinaryTextsStay() throws IOException {
        List<String> texts = lines("ordinary.txt");
        assertThat(texts).hasSizeGreaterThan(200);
        for (String text : texts) {
            assertThat(redactor.redact(text, new Redactions())).isEqualTo(text);
        }
    }

    private static List<String> lines(String file) throws IOException {
        return Files.readAllLines(TEXTS.resolve(file)).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("# "))
                .map(line -> line.replace('⏎', '\n'))
                .toList();
    }

    private static String value(String secret, Random random) {
        String value = RANDOM.matcher(secret)
                .replaceAll(some -> java.util.regex.Matcher.quoteReplacement(
                        random(some.group(1).charAt(0), Integer.parseInt(some.group(2)), random)));
        return java.util.regex.Matcher.quoteReplacement(value);
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
