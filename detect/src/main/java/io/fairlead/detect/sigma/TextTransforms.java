// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.rule.TextPattern;
import io.fairlead.detect.yaml.RuleException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What text modifiers do to a value, in the order written: each pattern may become several, any of which will do. */
final class TextTransforms {
    private static final Pattern DASH = Pattern.compile("\\B[-/\u2013\u2014\u2015]\\b");
    private static final List<String> DASHES = List.of("-", "/", "\u2013", "\u2014", "\u2015");
    private static final int MOST_VARIANTS = 5 * 5 * 5 * 5 * 5;
    /** How many characters at each end of base64 text depend on the neighbours, by offset of the first byte. */
    private static final int[] SKIP = {0, 2, 3};

    private static final int[] DROP = {0, 3, 2};

    private TextTransforms() {}

    static List<TextPattern> apply(FieldKey key, TextPattern start, int line) throws RuleException {
        List<TextPattern> patterns = List.of(start);
        byte[] encoded = null;
        for (Modifier modifier : key.modifiers()) {
            switch (modifier) {
                case CONTAINS -> patterns = open(patterns, true, true);
                case STARTSWITH -> patterns = open(patterns, false, true);
                case ENDSWITH -> patterns = open(patterns, true, false);
                case WINDASH -> patterns = dashes(patterns, line);
                case UTF16, UTF16LE, UTF16BE, WIDE -> {
                    encoded = utf16(modifier, only(patterns, modifier, line));
                    patterns = List.of(TextPattern.literal(new String(encoded, StandardCharsets.ISO_8859_1)));
                }
                case BASE64, BASE64OFFSET -> {
                    byte[] bytes = encoded != null
                            ? encoded
                            : only(patterns, modifier, line).getBytes(StandardCharsets.UTF_8);
                    patterns = modifier == Modifier.BASE64 ? List.of(base64(bytes)) : offsets(bytes);
                    encoded = null;
                }
                default -> {}
            }
        }
        return patterns;
    }

    private static List<TextPattern> open(List<TextPattern> patterns, boolean before, boolean after) {
        return patterns.stream().map(pattern -> pattern.open(before, after)).toList();
    }

    private static String only(List<TextPattern> patterns, Modifier modifier, int line) throws RuleException {
        if (patterns.size() != 1 || patterns.getFirst().hasWildcard()) {
            throw new RuleException(
                    RejectionCode.BAD_MODIFIER, line, modifier.text() + " cannot encode wildcards or several variants");
        }
        return patterns.getFirst().literal();
    }

    private static byte[] utf16(Modifier modifier, String text) {
        Charset charset = modifier == Modifier.UTF16BE ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
        return (modifier == Modifier.UTF16 ? "\uFEFF" + text : text).getBytes(charset);
    }

    private static TextPattern base64(byte[] bytes) {
        return TextPattern.literal(Base64.getEncoder().encodeToString(bytes));
    }

    /** The three ways in which bytes look in base64 when they stand anywhere in longer text. */
    private static List<TextPattern> offsets(byte[] bytes) {
        List<TextPattern> variants = new ArrayList<>();
        for (int offset = 0; offset < 3; offset++) {
            byte[] shifted = new byte[offset + bytes.length];
            System.arraycopy(bytes, 0, shifted, offset, bytes.length);
            String encoded = Base64.getEncoder().encodeToString(shifted);
            int end = encoded.length() - DROP[shifted.length % 3];
            variants.add(TextPattern.literal(encoded.substring(Math.min(SKIP[offset], end), end)));
        }
        return variants;
    }

    /** Every dash that begins an option may be any of the five. */
    private static List<TextPattern> dashes(List<TextPattern> patterns, int line) throws RuleException {
        List<TextPattern> all = new ArrayList<>();
        for (TextPattern pattern : patterns) {
            List<List<TextPattern.Part>> variants = List.of(List.of());
            for (TextPattern.Part part : pattern.parts()) {
                List<String> choices =
                        part instanceof TextPattern.Literal literal ? dashes(literal.text(), line) : List.of();
                variants = part instanceof TextPattern.Literal ? cross(variants, choices) : with(variants, part);
                limit(variants.size() + all.size(), line);
            }
            variants.forEach(parts -> all.add(new TextPattern(parts)));
        }
        return all;
    }

    private static List<String> dashes(String text, int line) throws RuleException {
        List<String> variants = List.of("");
        int from = 0;
        Matcher dash = DASH.matcher(text);
        while (dash.find()) {
            String before = text.substring(from, dash.start());
            List<String> longer = new ArrayList<>();
            for (String variant : variants) {
                DASHES.forEach(one -> longer.add(variant + before + one));
            }
            limit(longer.size(), line);
            variants = longer;
            from = dash.end();
        }
        String rest = text.substring(from);
        return variants.stream().map(variant -> variant + rest).toList();
    }

    private static List<List<TextPattern.Part>> cross(List<List<TextPattern.Part>> variants, List<String> choices) {
        List<List<TextPattern.Part>> crossed = new ArrayList<>();
        for (String choice : choices) {
            crossed.addAll(with(variants, new TextPattern.Literal(choice)));
        }
        return crossed;
    }

    private static List<List<TextPattern.Part>> with(List<List<TextPattern.Part>> variants, TextPattern.Part part) {
        List<List<TextPattern.Part>> longer = new ArrayList<>();
        for (List<TextPattern.Part> variant : variants) {
            List<TextPattern.Part> parts = new ArrayList<>(variant);
            parts.add(part);
            longer.add(parts);
        }
        return longer;
    }

    private static void limit(int variants, int line) throws RuleException {
        if (variants > MOST_VARIANTS) {
            throw new RuleException(
                    RejectionCode.TOO_LARGE,
                    line,
                    "windash makes more than " + MOST_VARIANTS + " variants: split the value");
        }
    }
}
