// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.yaml.RuleException;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Reads the words of a condition. What a word may hold depends on where it stands, so the parser says what it expects. */
final class Scanner {
    private final String text;
    private final int line;
    private int at;

    Scanner(String text, int line) {
        this.text = text;
        this.line = line;
    }

    boolean atEnd() {
        blanks();
        return at >= text.length();
    }

    /** Takes this character when it comes next, blanks aside. */
    boolean take(char wanted) {
        blanks();
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    /** Takes this character when it follows at once. */
    boolean takeAdjacent(char wanted) {
        return at < text.length() && text.charAt(at) == wanted && take(wanted);
    }

    /** Takes this word when it comes next and ends there. */
    boolean takeWord(String word) {
        blanks();
        int end = at + word.length();
        if (!text.startsWith(word, at) || (end < text.length() && isWordPart(text.charAt(end)))) {
            return false;
        }
        at = end;
        return true;
    }

    /** Takes the operator that comes next. */
    Optional<Operator> takeOperator() {
        blanks();
        for (Operator operator : Operator.values()) {
            if (operator.isWord() ? takeWord(operator.text()) : text.startsWith(operator.text(), at)) {
                at += operator.isWord() ? 0 : operator.text().length();
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }

    /** Takes letters, digits, underscores and dots, a letter first; empty when none come next. */
    String takeName() {
        blanks();
        if (at >= text.length() || !isLetter(text.charAt(at))) {
            return "";
        }
        return run(c -> isWordPart(c) || c == '.');
    }

    /** Takes the argument of a field, behind its opening bracket, with the closing one. */
    String takeArgument() throws RuleException {
        String argument = at < text.length() && isQuote(text.charAt(at))
                ? quoted()
                : run(c -> c > ' ' && c != '[' && c != ']' && !isQuote(c));
        if (!takeAdjacent(']')) {
            throw error("the argument in brackets does not end with ']'");
        }
        return argument;
    }

    /** Takes a value, quoted or bare. */
    Expression.Literal takeValue() throws RuleException {
        blanks();
        if (at < text.length() && isQuote(text.charAt(at))) {
            return new Expression.Literal(quoted(), true);
        }
        String bare = run(c -> c > ' ' && c != '(' && c != ')' && c != ',' && c != '=' && !isQuote(c));
        if (bare.isEmpty()) {
            throw error("a value is missing");
        }
        return new Expression.Literal(bare, false);
    }

    int position() {
        return at;
    }

    void back(int position) {
        at = position;
    }

    RuleException error(String what) {
        int end = Math.min(text.length(), at + 30);
        String near = at >= text.length()
                ? "at its end"
                : "before '" + text.substring(at, end).strip() + "'";
        return new RuleException(RejectionCode.BAD_CONDITION, line, "condition: " + what + ", " + near);
    }

    private String quoted() throws RuleException {
        char quote = text.charAt(at);
        StringBuilder value = new StringBuilder();
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote) {
                at = i + 1;
                return value.toString();
            }
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                value.append(unescaped(text.charAt(i)));
            } else {
                value.append(c);
            }
        }
        throw error("a quote is not closed");
    }

    /** An escape that stands for nothing else keeps its backslash: {@code '\.'} is for regular expressions. */
    private static String unescaped(char c) {
        return switch (c) {
            case '\\' -> "\\";
            case '"' -> "\"";
            case '\'' -> "'";
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case 'b' -> "\b";
            default -> "\\" + c;
        };
    }

    private String run(IntPredicate accepted) {
        int start = at;
        while (at < text.length() && accepted.test(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private void blanks() {
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
    }

    private static boolean isQuote(int c) {
        return c == '"' || c == '\'';
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isWordPart(int c) {
        return isLetter(c) || (c >= '0' && c <= '9') || c == '_';
    }
}
