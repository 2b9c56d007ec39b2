// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;

/**
 * Replaces what looks like a credential in free text: tokens, keys, and values behind words like password.
 *
 * <p>Linear in the text's length (RE2/J), and most texts never reach an expression: a scan for the few letters that begin
 * a credential decides first. Thread-safe.
 */
public final class TextRedactor {
    private static final String WORDS =
            "pass(?:word|wd|phrase)?|pwd|psk|secret(?:[_-]?(?:access[_-]?)?key)?|token|api[_-]?key|access[_-]?key"
                    + "|private[_-]?key|client[_-]?secret|client-key-data|credentials?";

    /** An expression whose group 1, if any, stays before the replacement. */
    private record Rule(SecretKind kind, Pattern pattern) {
        Rule(SecretKind kind, String pattern) {
            this(kind, Pattern.compile(pattern));
        }
    }

    private static final List<Rule> RULES = List.of(
            new Rule(
                    SecretKind.PRIVATE_KEY,
                    "()-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----(?s:.*?)(?:-----END [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----|$)"),
            new Rule(SecretKind.JWT, "()\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}(?:\\.[A-Za-z0-9_-]*){0,3}"),
            new Rule(SecretKind.BEARER, "(?i)(\\bbearer(?:\\s|%20|\\+)+)[A-Za-z0-9._~+/%=-]{8,}"),
            new Rule(SecretKind.BASIC, "(?i)(\\bbasic(?:\\s|%20|\\+)+)[A-Za-z0-9+/%]{8,}={0,2}"),
            new Rule(SecretKind.BASIC, "(\"auth\\\\*\"\\s*:\\s*\\\\*\")[A-Za-z0-9+/]{8,}={0,2}"),
            new Rule(SecretKind.COOKIE, "(?i)(\\bcookie:[ \\t]*)[^\\s\"'\\[][^\\r\\n\"']*"),
            new Rule(SecretKind.CLOUD_KEY, "(\\bhooks\\.slack\\.com/services/)[A-Za-z0-9/_-]+"),
            new Rule(
                    SecretKind.PASSWORD,
                    "(\\bcurl\\b[^|;&\\n]{0,300}\\s(?:-u|--user)[ =]?[\"']?[^\\s:\"'\\[-][^\\s:\"']*:)[^\\s\"'&|;\\[]+"),
            new Rule(SecretKind.PASSWORD, "(\\bmysql(?:dump|admin)?\\b[^|;&\\n]{0,300}\\s-p)[^\\s\"'&|;\\[]+"),
            new Rule(SecretKind.BASIC, "(?i)(\\b[a-z][a-z0-9+.-]+://[^\\s/:@\"']*:)[^\\s/@\"']+@"),
            new Rule(
                    SecretKind.CLOUD_KEY,
                    "()\\b(?:(?:AKIA|ASIA)[A-Z0-9]{16}|AIza[A-Za-z0-9_-]{35}|gh[pousr]_[A-Za-z0-9]{20,}"
                            + "|github_pat_[A-Za-z0-9_]{20,}|glpat-[A-Za-z0-9_-]{16,}|xox[abeprs]-[A-Za-z0-9-]{10,}"
                            + "|[sr]k_(?:live|test)_[A-Za-z0-9_]{8,}|dckr_pat_[A-Za-z0-9_-]{16,}|npm_[A-Za-z0-9]{30,}|hvs\\.[A-Za-z0-9_-]{20,})"),
            new Rule(
                    SecretKind.PASSWORD,
                    "(?i)((?:" + WORDS
                            + ")[\"']?(?:\\s*=\\s*|%3D|:\\s+|\"\\s*:\\s*\"|'\\s*:\\s*')[\"']?)"
                            + "[^\\s\"'&,;\\[\\]]+"),
            // JSON within a text within JSON
            new Rule(
                    SecretKind.PASSWORD, "(?i)((?:" + WORDS + ")\\\\+\"\\s*:\\s*\\\\+\")(?:[^\"\\\\]|\\\\+[^\"\\\\])+"),
            new Rule(
                    SecretKind.PASSWORD,
                    "(?i)(--?[a-z0-9-]*(?:" + WORDS + ")(?:\\s+|%20)[\"']?)[^\\s\"'&,;\\[\\]-][^\\s\"'&,;]*"));

    /** The text without credentials: the same object when there was none. */
    public String redact(String text, Redactions redactions) {
        if (!suspicious(text)) {
            return text;
        }
        String result = text;
        for (Rule rule : RULES) {
            result = apply(rule, result, redactions);
        }
        return result;
    }

    private static String apply(Rule rule, String text, Redactions redactions) {
        Matcher matcher = rule.pattern().matcher(text);
        if (!matcher.find()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int end = 0;
        do {
            out.append(text, end, matcher.start()).append(matcher.group(1));
            out.append(redactions.replace(rule.kind()));
            if (text.charAt(matcher.end() - 1) == '@') {
                out.append('@');
            }
            end = matcher.end();
        } while (matcher.find());
        return out.append(text, end, text.length()).toString();
    }

    /** True when one of the marks of a credential occurs; hand-written because nearly every text answers no. */
    private static boolean suspicious(String text) {
        int last = text.length() - 3;
        for (int i = 0; i <= last; i++) {
            if (mark(text, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean mark(String text, int i) {
        return switch (text.charAt(i)) {
            case 'e' -> text.startsWith("eyJ", i);
            case 'A' -> starts(text, i, "AKIA", "ASIA", "AIza") || word(text, i, "api") || word(text, i, "access");
            case 'a' -> word(text, i, "api") || word(text, i, "access") || starts(text, i, "auth\"", "auth\\");
            case 'b', 'B' -> scheme(text, i, "bearer") || scheme(text, i, "basic");
            case 'p', 'P' ->
                word(text, i, "pass") || word(text, i, "pwd") || word(text, i, "psk") || word(text, i, "private");
            case 's', 'S' -> word(text, i, "secret") || text.startsWith("sk_", i);
            case 't', 'T' -> word(text, i, "token");
            case 'c', 'C' ->
                word(text, i, "credential")
                        || word(text, i, "client")
                        || text.startsWith("curl ", i)
                        || text.regionMatches(true, i, "cookie:", 0, 7);
            case 'm' -> text.startsWith("mysql", i);
            case '-' -> text.startsWith("-----BEGIN", i);
            case ':' -> text.startsWith("://", i) && text.indexOf('@', i) > 0;
            case 'g' -> starts(text, i, "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-");
            case 'x' -> text.startsWith("xox", i);
            case 'r' -> text.startsWith("rk_", i);
            case 'd' -> text.startsWith("dckr_pat_", i);
            case 'n' -> text.startsWith("npm_", i);
            case 'h' -> starts(text, i, "hvs.", "hooks.slack.com/");
            default -> false;
        };
    }

    /** A word like password with what may lead to its value behind it: most such words are only parts of names. */
    private static boolean word(String text, int i, String word) {
        if (!text.regionMatches(true, i, word, 0, word.length())) {
            return false;
        }
        int end = i + word.length();
        while (end < text.length() && nameLike(text.charAt(end))) {
            end++;
        }
        if (end == text.length()) {
            return false;
        }
        return switch (text.charAt(end)) {
            case '=', ':', '%', '"', '\'', '\\' -> true;
            case ' ', '\t', '\n' -> true;
            default -> false;
        };
    }

    private static boolean scheme(String text, int i, String word) {
        int end = i + word.length();
        return end < text.length()
                && text.regionMatches(true, i, word, 0, word.length())
                && (text.charAt(end) == '+' || text.charAt(end) == '%' || Character.isWhitespace(text.charAt(end)));
    }

    private static boolean nameLike(char c) {
        return c == '_' || c == '-' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private static boolean starts(String text, int i, String... words) {
        for (String word : words) {
            if (text.startsWith(word, i)) {
                return true;
            }
        }
        return false;
    }
}
