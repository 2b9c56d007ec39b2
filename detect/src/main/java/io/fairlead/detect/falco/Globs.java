// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import com.google.re2j.Pattern;
import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.yaml.RuleException;
import java.util.Set;
import java.util.StringJoiner;

/** Shell patterns as regular expressions. */
final class Globs {
    private Globs() {}

    /** A pattern with {@code *}, {@code ?}, {@code [a-z]} and backslash escapes; wildcards stand for slashes too. */
    static String regex(String glob, int line) throws RuleException {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == '[') {
                int end = glob.indexOf(']', i + 2);
                if (end < 0) {
                    regex.append("\\[");
                    continue;
                }
                String set = glob.substring(i + 1, end);
                boolean negated = set.startsWith("!") || set.startsWith("^");
                regex.append(negated ? "[^" : "[")
                        .append((negated ? set.substring(1) : set)
                                .replace("\\", "\\\\")
                                .replace("[", "\\["))
                        .append(']');
                i = end;
            } else if (i + 1 < glob.length() && glob.charAt(i + 1) == '(' && "?*+@!".indexOf(c) >= 0) {
                throw new RuleException(
                        RejectionCode.UNSUPPORTED, line, "'" + glob + "' uses groups of alternatives: write a regex");
            } else if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else if (c == '\\' && i + 1 < glob.length()) {
                i++;
                regex.append(Pattern.quote(glob.substring(i, i + 1)));
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }

    /** A path that is one of these or lies below one; wildcards stay within a step. */
    static String pathPrefixes(Set<String> paths) {
        StringJoiner any = new StringJoiner("|", "^(?:", ")(?:/|\\z)");
        for (String path : paths) {
            StringBuilder regex = new StringBuilder();
            String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
            for (int i = 0; i < trimmed.length(); i++) {
                char c = trimmed.charAt(i);
                regex.append(c == '*' ? "[^/]*" : c == '?' ? "[^/]" : Pattern.quote(String.valueOf(c)));
            }
            any.add(regex);
        }
        return any.toString();
    }
}
