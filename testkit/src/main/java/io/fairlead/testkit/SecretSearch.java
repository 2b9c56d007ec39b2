// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.testkit;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks for a secret as somebody would who knows it: in clear, and behind base64, hexadecimal digits and percent-encoding. */
public final class SecretSearch {
    private static final Pattern RUN = Pattern.compile("[A-Za-z0-9+/_-]{12,}={0,2}");
    private static final Pattern HEX = Pattern.compile("(?:[0-9A-Fa-f]{2}){6,}");
    private static final Pattern PERCENT = Pattern.compile("%[0-9A-Fa-f]{2}");
    private static final int DEEPEST = 2;

    private SecretSearch() {}

    /** Codings that a secret may stand in. */
    public enum Coding {
        PLAIN,
        BASE64,
        HEX,
        PERCENT;

        /** The text in this coding. */
        public String encode(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return switch (this) {
                case PLAIN -> text;
                case BASE64 -> Base64.getEncoder().encodeToString(bytes);
                case HEX -> HexFormat.of().formatHex(bytes).toUpperCase(Locale.ROOT);
                case PERCENT -> URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
            };
        }
    }

    /** Whether the secret can be had from this text, through at most two codings. */
    public static boolean found(String text, String secret) {
        return text.contains(secret) || !found(text, List.of(secret)).isEmpty();
    }

    /** Those of the secrets that can be had from this text. */
    public static Set<String> found(String text, Collection<String> secrets) {
        Map<String, Integer> readings = new HashMap<>();
        read(text, DEEPEST, readings);
        Set<String> found = new TreeSet<>();
        for (String secret : secrets) {
            String escaped = escaped(secret);
            if (readings.keySet().stream().anyMatch(reading -> reading.contains(secret) || reading.contains(escaped))) {
                found.add(secret);
            }
        }
        return found;
    }

    /** Reads on where the text was not seen yet, or only with less depth left. */
    private static void read(String text, int depth, Map<String, Integer> readings) {
        Integer before = readings.get(text);
        if (before != null && before >= depth) {
            return;
        }
        readings.put(text, depth);
        if (depth > 0) {
            readings(text).forEach(reading -> read(reading, depth - 1, readings));
        }
    }

    /** What the text and the runs in it say once decoded. */
    private static List<String> readings(String text) {
        List<String> readings = new ArrayList<>();
        if (PERCENT.matcher(text).find()) {
            try {
                readings.add(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException brokenEscape) {
                readings.add(URLDecoder.decode(
                        text.replaceAll("%(?![0-9A-Fa-f]{2})", "%25").replace("+", "%2B"), StandardCharsets.UTF_8));
            }
        }
        Matcher run = RUN.matcher(text);
        while (run.find()) {
            String digits = run.group().replace('-', '+').replace('_', '/').replace("=", "");
            int length = digits.length() % 4 == 1 ? digits.length() - 1 : digits.length();
            readings.add(
                    new String(Base64.getDecoder().decode(digits.substring(0, length)), StandardCharsets.ISO_8859_1));
        }
        Matcher hex = HEX.matcher(text);
        while (hex.find()) {
            readings.add(new String(HexFormat.of().parseHex(hex.group()), StandardCharsets.ISO_8859_1));
        }
        return readings;
    }

    private static String escaped(String secret) {
        return secret.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
