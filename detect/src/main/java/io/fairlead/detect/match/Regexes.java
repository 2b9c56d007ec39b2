// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.fairlead.detect.match.text.GuardedRegex;
import io.fairlead.detect.match.text.LinearRegex;
import io.fairlead.detect.match.text.TextRegex;
import io.fairlead.detect.rule.Predicate;

/** Regular expressions: on a linear-time engine, or on a guarded one where only backtracking understands them. */
public final class Regexes {
    private Regexes() {}

    /**
     * Compiles a rule's expression for the linear-time engine.
     *
     * @throws PatternSyntaxException when RE2 cannot express it
     */
    public static Pattern compile(Predicate.Regex regex) {
        int flags = (regex.ignoreCase() ? Pattern.CASE_INSENSITIVE : 0)
                | (regex.multiLine() ? Pattern.MULTILINE : 0)
                | (regex.dotAll() ? Pattern.DOTALL : 0);
        return Pattern.compile(regex.regex(), flags);
    }

    /**
     * Compiles a rule's expression for the engine that it needs: look-around and back references for a
     * {@link GuardedRegex}, everything else for a {@link LinearRegex}.
     *
     * @throws PatternSyntaxException when neither engine understands it; front ends reject such a rule
     */
    public static TextRegex engine(Predicate.Regex regex) {
        try {
            return new LinearRegex(compile(regex));
        } catch (PatternSyntaxException notLinear) {
            try {
                return new GuardedRegex(java.util.regex.Pattern.compile(regex.regex(), flags(regex)));
            } catch (java.util.regex.PatternSyntaxException notAtAll) {
                throw notLinear;
            }
        }
    }

    /** Flags that make the backtracking engine mean what RE2 means: one kind of line end, case beyond ASCII. */
    private static int flags(Predicate.Regex regex) {
        return java.util.regex.Pattern.UNIX_LINES
                | (regex.ignoreCase()
                        ? java.util.regex.Pattern.CASE_INSENSITIVE | java.util.regex.Pattern.UNICODE_CASE
                        : 0)
                | (regex.multiLine() ? java.util.regex.Pattern.MULTILINE : 0)
                | (regex.dotAll() ? java.util.regex.Pattern.DOTALL : 0);
    }
}
