// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import com.google.re2j.Pattern;
import io.fairlead.detect.rule.Predicate;

/** Regular expressions on a linear-time engine. */
public final class Regexes {
    private Regexes() {}

    /**
     * Compiles a rule's expression.
     *
     * @throws com.google.re2j.PatternSyntaxException when RE2 cannot express it; front ends reject such a rule
     */
    public static Pattern compile(Predicate.Regex regex) {
        int flags = (regex.ignoreCase() ? Pattern.CASE_INSENSITIVE : 0)
                | (regex.multiLine() ? Pattern.MULTILINE : 0)
                | (regex.dotAll() ? Pattern.DOTALL : 0);
        return Pattern.compile(regex.regex(), flags);
    }
}
