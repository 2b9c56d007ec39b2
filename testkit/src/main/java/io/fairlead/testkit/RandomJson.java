// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.testkit;

import java.util.Locale;
import java.util.Random;

/** Well-formed JSON of the kind nobody expects: odd keys, control characters, huge numbers, deep and wide values. */
public final class RandomJson {
    private static final String[] NUMBERS = {
        "0", "-0", "1e308", "-1E-308", "9007199254740993", "18446744073709551616", "0.1", "1.0e+2", "-1"
    };
    private static final String[] TEXTS = {
        "", "\\u0000", "\\n", "\\\\", "\\\"", "\\ud83d\\ude00", "ß", "日本", "\\u202e", "a.b", "..", "null", "-", " "
    };

    private final Random random;

    /** Draws from this source. */
    public RandomJson(Random random) {
        this.random = random;
    }

    /** An object, at most this deep; a depth of 1 has scalars only. */
    public String object(int depth) {
        StringBuilder text = new StringBuilder("{");
        int size = random.nextInt(6);
        for (int i = 0; i < size; i++) {
            text.append(i == 0 ? "" : ",");
            // the number keeps keys apart
            text.append('"').append(characters()).append(i).append("\":").append(value(depth - 1));
        }
        return text.append('}').toString();
    }

    /** Any value, at most this deep; a depth of 0 is a scalar. */
    public String value(int depth) {
        int kind = random.nextInt(depth > 0 ? 7 : 5);
        return switch (kind) {
            case 0 -> "null";
            case 1 -> Boolean.toString(random.nextBoolean());
            case 2 -> number();
            case 3, 4 -> '"' + characters() + '"';
            case 5 -> object(depth);
            default -> array(depth);
        };
    }

    private String array(int depth) {
        StringBuilder text = new StringBuilder("[");
        int size = random.nextInt(5);
        for (int i = 0; i < size; i++) {
            text.append(i == 0 ? "" : ",").append(value(depth - 1));
        }
        return text.append(']').toString();
    }

    private String number() {
        return random.nextBoolean()
                ? Long.toString(random.nextLong())
                : NUMBERS[random.nextInt(NUMBERS.length)].toLowerCase(Locale.ROOT);
    }

    private String characters() {
        StringBuilder text = new StringBuilder();
        int parts = random.nextInt(4);
        for (int i = 0; i < parts; i++) {
            text.append(TEXTS[random.nextInt(TEXTS.length)]).append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }
}
