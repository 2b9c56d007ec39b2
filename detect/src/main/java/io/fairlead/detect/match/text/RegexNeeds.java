// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a text must hold for a regular expression to find anything: one of a few literals, in ASCII and lower case. Where the
 * expression is not understood, nothing is said of it.
 */
public final class RegexNeeds {
    private static final int MOST = 64;

    private final String regex;
    private final int shortest;
    private int at;

    /** Not understood: say nothing rather than something wrong. */
    private static final class Unclear extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unclear() {
            super(null, null, false, false);
        }
    }

    private RegexNeeds(String regex, int shortest) {
        this.regex = regex;
        this.shortest = shortest;
    }

    /**
     * Literals of which every text that the expression matches holds one; empty when there are none that are sure.
     *
     * @param shortest characters that a literal must have at least
     */
    public static List<String> of(String regex, int shortest) {
        RegexNeeds reader = new RegexNeeds(regex, shortest);
        try {
            List<String> needs = reader.alternatives(0);
            return needs == null || reader.at < regex.length() ? List.of() : needs;
        } catch (Unclear unclear) {
            return List.of();
        }
    }

    private @Nullable List<String> alternatives(int depth) {
        if (depth > 50) {
            throw new Unclear();
        }
        List<String> all = new ArrayList<>();
        boolean sure = true;
        while (true) {
            List<String> one = sequence(depth);
            sure &= one != null;
            if (one != null) {
                all.addAll(one);
            }
            if (at < regex.length() && regex.charAt(at) == '|') {
                at++;
            } else {
                return sure && all.size() <= MOST ? all : null;
            }
        }
    }

    /** What a run of parts needs: the best of what each needs. */
    private @Nullable List<String> sequence(int depth) {
        List<String> best = null;
        StringBuilder run = new StringBuilder();
        while (at < regex.length() && regex.charAt(at) != '|' && regex.charAt(at) != ')') {
            char c = regex.charAt(at);
            List<String> group = null;
            boolean letter = false;
            if (c == '(') {
                group = group(depth);
            } else if (c == '[') {
                passClass();
            } else if (c == '\\') {
                letter = escaped(run);
            } else if (c == '.' || c == '^' || c == '$') {
                at++;
            } else {
                at++;
                letter = c < 0x80;
                if (letter) {
                    run.append(c);
                }
            }
            int times = leastTimes();
            if (times == 0) {
                if (letter) {
                    run.setLength(run.length() - 1);
                }
                group = null;
            }
            if (!letter || times >= 0) {
                best = better(best, literal(run));
                run.setLength(0);
            }
            best = better(best, group);
        }
        return better(best, literal(run));
    }

    private @Nullable List<String> literal(StringBuilder run) {
        return run.length() < shortest ? null : List.of(run.toString().toLowerCase(Locale.ROOT));
    }

    private static @Nullable List<String> better(@Nullable List<String> one, @Nullable List<String> two) {
        if (one == null || two == null) {
            return one == null ? two : one;
        }
        return shortest(one) >= shortest(two) ? one : two;
    }

    private static int shortest(List<String> literals) {
        return literals.stream().mapToInt(String::length).min().orElse(0);
    }

    private @Nullable List<String> group(int depth) {
        at++;
        boolean counts = true;
        if (peek() == '?') {
            at++;
            if (peek() == 'P' || peek() == '<') {
                at += peek() == 'P' ? 1 : 0;
                at++;
                if (peek() == '=' || peek() == '!') {
                    counts = false;
                    at++;
                } else {
                    at = regex.indexOf('>', at) + 1;
                }
            } else if (peek() == '=' || peek() == '!' || peek() == '>') {
                counts = peek() == '>';
                at++;
            } else {
                while (peek() != ':' && peek() != ')') {
                    if (peek() == 'x' || peek() == 0) {
                        throw new Unclear();
                    }
                    at++;
                }
                if (regex.charAt(at++) == ')') {
                    return null;
                }
            }
        }
        List<String> needs = alternatives(depth + 1);
        if (peek() != ')') {
            throw new Unclear();
        }
        at++;
        return counts ? needs : null;
    }

    /** Whether the escape is a letter for itself, which then joins the run. */
    private boolean escaped(StringBuilder run) {
        at++;
        char c = peek();
        at++;
        if ("dDwWsSbBAzZntrfav".indexOf(c) >= 0 && c != 0) {
            return false;
        }
        if (c == 0 || c >= 0x80 || Character.isLetterOrDigit(c)) {
            throw new Unclear();
        }
        run.append(c);
        return true;
    }

    private void passClass() {
        at++;
        if (peek() == '^') {
            at++;
        }
        if (peek() == ']') {
            at++;
        }
        while (peek() != ']') {
            if (peek() == 0 || regex.startsWith("&&", at) || (peek() == '[' && !regex.startsWith("[:", at))) {
                throw new Unclear();
            }
            at = peek() == '\\' ? at + 2 : peek() == '[' ? regex.indexOf(":]", at) + 2 : at + 1;
            if (at < 2) {
                throw new Unclear();
            }
        }
        at++;
    }

    /** How often the part before must stand there: 0 or 1 when a quantifier says so, -1 when there is none. */
    private int leastTimes() {
        char c = peek();
        int times;
        if (c == '*' || c == '?') {
            times = 0;
            at++;
        } else if (c == '+') {
            times = 1;
            at++;
        } else if (c == '{' && at + 1 < regex.length() && Character.isDigit(regex.charAt(at + 1))) {
            times = regex.charAt(at + 1) == '0' ? 0 : 1;
            int end = regex.indexOf('}', at);
            if (end < 0) {
                throw new Unclear();
            }
            at = end + 1;
        } else if (c == '{') {
            throw new Unclear();
        } else {
            return -1;
        }
        if (peek() == '?' || peek() == '+') {
            at++;
        }
        if (peek() == '*' || peek() == '{') {
            throw new Unclear();
        }
        return times;
    }

    private char peek() {
        return at < regex.length() ? regex.charAt(at) : 0;
    }
}
