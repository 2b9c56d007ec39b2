// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import org.jspecify.annotations.Nullable;

/** Values in XML: between tags whose name, or whose attribute name or key, says that they are secret. */
final class Markup {
    private static final int LONGEST_TAG = 256;
    private static final int LONGEST_VALUE = 16 * 1024;
    private static final String DATA = "<![CDATA[";

    private Markup() {}

    /** The value before the tag that closes here. */
    static @Nullable Secrets at(String text, int i) {
        if (text.charAt(i) != '<' || !text.startsWith("/", i + 1) || i == 0) {
            return null;
        }
        int end = nameEnd(text, i + 2);
        if (end == i + 2 || end == text.length() || text.charAt(end) != '>') {
            return null;
        }
        int least = Math.max(0, i - LONGEST_VALUE);
        boolean data = text.startsWith("]]>", i - 3);
        int to = data ? i - 3 : i;
        int from = data ? before(text, DATA, to, least) : before(text, ">", to, least);
        if (from < 0 || from >= to) {
            return null;
        }
        int tag = data ? from - DATA.length() : from; // behind the sign that ends the opening tag
        boolean secret = local(text, i + 2, end) || told(text, tag) || beside(text, tag);
        return secret && !PlainValues.is(text.substring(from, to)) ? new Secrets(from, to, SecretKind.PASSWORD) : null;
    }

    /** Whether the name of this tag, what stands before a colon left out, says it. */
    private static boolean local(String text, int from, int to) {
        int colon = text.lastIndexOf(':', to - 1);
        return SecretNames.ends(text, colon >= from ? colon + 1 : from, to);
    }

    /** Whether an attribute of the tag that ends before this place says it: {@code <entry key="password">}. */
    private static boolean told(String text, int tagEnd) {
        int start = before(text, "<", tagEnd, Math.max(0, tagEnd - LONGEST_TAG));
        if (start < 0) {
            return false;
        }
        for (int sign = text.indexOf('=', start, tagEnd); sign > 0; sign = text.indexOf('=', sign + 1, tagEnd)) {
            int open = sign + 1;
            boolean names = text.startsWith("name", sign - 4) || text.startsWith("key", sign - 3);
            if (names && open < tagEnd && "\"'".indexOf(text.charAt(open)) >= 0) {
                int close = text.indexOf(text.charAt(open), open + 1, tagEnd);
                return close > 0 && SecretNames.ends(text, open + 1, close);
            }
        }
        return false;
    }

    /** Whether the element before the one whose tag ends before this place says it: {@code <key>password</key><string>}. */
    private static boolean beside(String text, int tagEnd) {
        int tag = before(text, "<", tagEnd, Math.max(0, tagEnd - LONGEST_TAG)) - 1;
        int close = tag;
        while (close > 0 && text.charAt(close - 1) <= ' ' && tag - close < LONGEST_TAG) {
            close--;
        }
        String closing = text.startsWith("</key>", close - 6) ? "</key>" : "</name>";
        int end = close - closing.length();
        if (tag < 0 || end <= 0 || !text.startsWith(closing, end)) {
            return false;
        }
        int start = before(text, ">", end, Math.max(0, end - LONGEST_TAG));
        return start >= 0 && start < end && SecretNames.ends(text, start, end);
    }

    /** Behind the last of this before a place, or -1 where none stands behind the least one. */
    private static int before(String text, String what, int place, int least) {
        int at = -1;
        for (int i = place - what.length(); i >= least && at < 0; i--) {
            at = text.startsWith(what, i) ? i + what.length() : -1;
        }
        return at;
    }

    private static int nameEnd(String text, int from) {
        int end = from;
        while (end < text.length()
                && end - from < LONGEST_TAG
                && (NamedValues.nameLike(text.charAt(end)) || text.charAt(end) == ':')) {
            end++;
        }
        return end;
    }
}
