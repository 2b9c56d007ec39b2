// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.supply;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/** Stamps as Ruby writes a time: {@code 2026-11-22 14:58:00 UTC} or {@code … +0200}. */
final class RubyTime {
    private static final Pattern WRITTEN =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2}) (\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?) (?:UTC|([+-]\\d{2})(\\d{2}))");

    private RubyTime() {}

    /** The stamp as RFC 3339; another text as it is. */
    static String rfc3339(String text) {
        Matcher match = WRITTEN.matcher(text);
        if (!match.matches()) {
            return text;
        }
        String hours = match.group(3);
        return match.group(1) + "T" + match.group(2) + (hours == null ? "Z" : hours + ":" + match.group(4));
    }
}
