// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a text must hold for a regular expression to find anything: literals in ASCII and lower case, through alternations.
 * Where the expression is not understood, nothing is said of it.
 */
public final class RegexNeeds {
    private static final int MOST = 64;
    private static final int MOST_JOINED = 16;

    private final String regex;
    private int at;

    /** Not understood: say nothing rather than something wrong. */
    private static final class Unclear extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unclear() {
            super(null, null, false, false);
        }
    }

    private RegexNeeds(String regex) {
        this.regex = regex;
    }

    /**
     * What every text that the expression matches holds: of each of these lists one literal. Empty when nothing is sure.
     */
    public static List<List<String>> of(String regex) {
        RegexNeeds reader = new RegexNeeds(regex);
        try {
            Needs needs = reader.alternatives(0);
            return reader.at < regex.length() ? List.of() : needs.all();
        } catch (Unclear unclear) {
            return List.of();
        }
    }

    /**
     * What a part of the expression needs.
     *
     * @param exactly the texts that the part can be; null when there are too many to tell
     * @param held of each list one literal is held by what the part matches
     */
    private record Needs(@Nullable List<String> exactly, List<List<String>> held) {
        static final Needs NOTHING = new Needs(null, List.of());

        /** All lists, the exact texts among them. */
        List<List<String>> all() {
            List<List<String>> all = new ArrayList<>(held);
            if (exactly != null && exactly.stream().noneMatch(String::isEmpty)) {
                all.add(exactly);
            }
            return all;
        }

        /** The list that says most. */
        List<String> best() {
            return all().stream()
                    .max(Comparator.comparingInt(RegexNeeds::shortest))
                    .orElse(List.of());
        }
    }

    private static int shortest(List<String> literals) {
        return literals.stream().mapToInt(String::length).min().orElse(0);
    }

    private Needs alternatives(int depth) {
        if (depth > 50) {
            throw new Unclear();
        }
        List<Needs> branches = new ArrayList<>();
        while (true) {
            branches.add(sequence(depth));
            if (peek() != '|') {
                break;
            }
            at++;
        }
        if (branches.size() == 1) {
            return branches.getFirst();
        }
        List<String> exactly = new ArrayList<>();
        List<String> held = new ArrayList<>();
        boolean exact = true;
        boolean sure = true;
        for (Needs branch : branches) {
            List<String> texts = branch.exactly();
            exact &= texts != null;
            if (texts != null) {
                exactly.addAll(texts);
            }
            List<String> best = branch.best();
            sure &= !best.isEmpty();
            held.addAll(best);
        }
        if (exact && exactly.size() <= MOST) {
            return new Needs(exactly, List.of());
        }
        return sure && held.size() <= MOST ? new Needs(null, List.of(held)) : Needs.NOTHING;
    }

    /** What a run of parts needs: what each needs, and texts that touch each other as one. */
    private Needs sequence(int depth) {
        List<List<String>> held = new ArrayList<>();
        List<String> run = List.of("");
        boolean exact = true;
        while (at < regex.length() && peek() != '|' && peek() != ')') {
            Needs part = part(depth);
            int times = leastTimes();
            List<String> texts = part.exactly();
            if (times == 0) {
                part = Needs.NOTHING;
                texts = null;
            }
            held.addAll(part.held());
            if (texts != null && run.size() * texts.size() <= MOST_JOINED) {
                run = joined(run, texts);
            } else {
                exact = false;
                keep(run, held);
                run = texts == null ? List.of("") : texts;
            }
            if (times > 0) {
                exact = false;
                keep(run, held);
                run = List.of("");
            }
        }
        if (exact) {
            return new Needs(run, held);
        }
        keep(run, held);
        return new Needs(null, held);
    }

    private static void keep(List<String> run, List<List<String>> held) {
        if (run.stream().noneMatch(String::isEmpty)) {
            held.add(run);
        }
    }

    private static List<String> joined(List<String> heads, List<String> tails) {
        List<String> joined = new ArrayList<>(heads.size() * tails.size());
        for (String head : heads) {
            tails.forEach(tail -> joined.add(head + tail));
        }
        return joined;
    }

    private Needs part(int depth) {
        char c = peek();
        if (c == '(') {
            return group(depth);
        }
        if (c == '[') {
            passClass();
            return Needs.NOTHING;
        }
        if (c == '\\') {
            return escaped();
        }
        at++;
        if (c == '^' || c == '$') {
            return text("");
        }
        return c == '.' || c >= 0x80 ? Needs.NOTHING : text(String.valueOf(c));
    }

    private static Needs text(String text) {
        return new Needs(List.of(text.toLowerCase(Locale.ROOT)), List.of());
    }

    private Needs group(int depth) {
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
                    return text("");
                }
            }
        }
        Needs needs = alternatives(depth + 1);
        if (peek() != ')') {
            throw new Unclear();
        }
        at++;
        return counts ? needs : text("");
    }

    private Needs escaped() {
        at++;
        char c = peek();
        at++;
        if (c != 0 && "bBAz".indexOf(c) >= 0) {
            return text("");
        }
        if (c != 0 && "dDwWsSZ".indexOf(c) >= 0) {
            return Needs.NOTHING;
        }
        int blank = c == 0 ? -1 : "ntrf".indexOf(c);
        if (blank >= 0) {
            return text(String.valueOf("\n\t\r\f".charAt(blank)));
        }
        if (c == 0 || c >= 0x80 || Character.isLetterOrDigit(c)) {
            throw new Unclear();
        }
        return text(String.valueOf(c));
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
