// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.json;

/**
 * Keys that Elasticsearch refuses as field names: empty or blank ones, a blank part between dots, a dot at either end, NUL.
 */
public final class AwkwardKeys {
    private static final int LONGEST = 512;

    private AwkwardKeys() {}

    /** True when the key must be repaired before it can name a field. */
    public static boolean is(String key) {
        int length = key.length();
        if (length == 0 || length > LONGEST) {
            return true;
        }
        boolean blank = true;
        for (int i = 0; i < length; i++) {
            char c = key.charAt(i);
            if (c == '.') {
                if (blank) {
                    return true;
                }
                blank = true;
            } else if (c < ' ' || c == 0x7F) {
                return true;
            } else if (c > ' ' && (c < 0x80 || !Character.isWhitespace(c) && !Character.isSpaceChar(c))) {
                blank = false;
            }
        }
        return blank;
    }

    /** The key with every offending part replaced by {@code _}, cut to a bounded length. */
    public static String repair(String key) {
        if (!is(key)) {
            return key;
        }
        String[] parts = key.split("\\.", -1);
        StringBuilder out = new StringBuilder(key.length() + 1);
        for (int i = 0; i < parts.length; i++) {
            out.append(i == 0 ? "" : ".").append(part(parts[i]));
        }
        return out.length() <= LONGEST ? out.toString() : cut(key, out);
    }

    private static String part(String part) {
        StringBuilder out = new StringBuilder(part.length());
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            out.append(c < ' ' || c == 0x7F ? '_' : c);
        }
        return is(out.toString()) && out.length() <= LONGEST ? "_" : out.toString();
    }

    private static String cut(String key, StringBuilder repaired) {
        int end = LONGEST / 2;
        if (Character.isHighSurrogate(repaired.charAt(end - 1))) {
            end--;
        }
        String head = repaired.substring(0, end).replace('.', '_');
        return head + "_" + io.fairlead.schemas.identity.Identity.hash(key);
    }
}
