// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match.text;

import io.fairlead.detect.match.scan.Words;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How rarely text occurs in events, estimated from a page of typical values: a literal that stands there is common, any
 * other the rarer the longer it is. Always the same for the same text.
 */
public final class Rarity {
    private static final Rarity TYPICAL = new Rarity(lines("typical.txt"));
    private static final int BITS = 16;
    private static final double LEAST = 1e-5;

    /** What stands on the page once is typical of its field, not of one value in so many. */
    private static final double WEIGHT = 8;

    private final List<byte[]> values;
    private final int[] grams = new int[1 << BITS];

    private Rarity(List<String> lines) {
        this.values = lines.stream()
                .map(line -> line.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8))
                .toList();
        for (byte[] value : values) {
            for (int i = 0; i + 4 <= value.length; i++) {
                grams[slot(Words.fourAt(value, i))]++;
            }
        }
    }

    /** What is typical of hosts and clusters. */
    public static Rarity typical() {
        return TYPICAL;
    }

    /** How often these four bytes occur on the page, about. */
    int count(int gram) {
        return grams[slot(gram)];
    }

    private static int slot(int gram) {
        return (gram * 0x9E3779B1) >>> (32 - BITS);
    }

    /** The chance that a value holds this literal somewhere. */
    public double within(byte[] literal) {
        return chance(literal, Where.WITHIN);
    }

    /** The chance that a value is this literal. */
    public double whole(byte[] literal) {
        return chance(literal, Where.WHOLE);
    }

    /** The chance that a value begins so. */
    public double atBegin(byte[] literal) {
        return chance(literal, Where.BEGIN);
    }

    /** The chance that a value ends so. */
    public double atEnd(byte[] literal) {
        return chance(literal, Where.END);
    }

    /** How many lines of the page hold this literal. */
    public long lines(byte[] literal) {
        return mayBeSeen(literal)
                ? values.stream()
                        .filter(value -> holds(value, literal, Where.WITHIN))
                        .count()
                : 0;
    }

    private enum Where {
        WHOLE,
        BEGIN,
        WITHIN,
        END
    }

    private double chance(byte[] literal, Where where) {
        double unseen = Math.max(LEAST, Math.pow(where == Where.WITHIN ? 0.3 : 0.2, literal.length));
        if (!mayBeSeen(literal)) {
            return unseen;
        }
        long seen =
                values.stream().filter(value -> holds(value, literal, where)).count();
        return seen == 0 ? unseen : Math.min(0.9, WEIGHT * seen / values.size());
    }

    private boolean mayBeSeen(byte[] literal) {
        for (int i = 0; i + 4 <= literal.length; i++) {
            if (count(Words.fourAt(literal, i)) == 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(byte[] value, byte[] literal, Where where) {
        int lastStart = value.length - literal.length;
        if (lastStart < 0) {
            return false;
        }
        return switch (where) {
            case WHOLE -> lastStart == 0 && Bytes.equal(value, 0, literal);
            case BEGIN -> Bytes.equal(value, 0, literal);
            case END -> Bytes.equal(value, lastStart, literal);
            case WITHIN -> Bytes.contains(value, 0, value.length, literal);
        };
    }

    private static List<String> lines(String resource) {
        try (InputStream in = Rarity.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + resource + " is missing");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("\n"))
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
