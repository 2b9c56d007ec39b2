// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

/** What stands in the place of a secret: {@code [redacted:kind]}. Finders step over the marks of those before them. */
final class Mark {
    /** What every mark begins with. */
    static final String BEGIN = "[redacted:";

    private Mark() {}

    /** Whether a mark begins at this place. */
    static boolean at(String text, int place) {
        return text.startsWith(BEGIN, place);
    }

    /** Whether a mark stands anywhere in the text. */
    static boolean in(String text) {
        return text.contains(BEGIN);
    }

    /** Behind the mark that begins here; this place itself when none does, or when it is cut off. */
    static int behind(String text, int place) {
        return at(text, place) ? Math.max(place, text.indexOf(']', place) + 1) : place;
    }
}
