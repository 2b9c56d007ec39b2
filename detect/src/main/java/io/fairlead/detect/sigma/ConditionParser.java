// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.Condition;
import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.yaml.RuleException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a condition: {@code or} binds weakest, then {@code and}, then {@code not}; {@code 1 of}, {@code all of} and
 * {@code N of} take {@code them} or a name with {@code *}.
 */
final class ConditionParser {
    private static final Pattern TOKEN = Pattern.compile("\\s*(\\(|\\)|[^\\s()]+)");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.*-]+");
    private static final int DEEPEST = 200;

    private final Map<String, Condition> selections;
    private final int line;
    private final List<String> tokens;
    private int at;
    private int depth;

    private ConditionParser(String text, Map<String, Condition> selections, int line) {
        this.selections = selections;
        this.line = line;
        this.tokens = tokens(text);
    }

    /** The condition over these selections. */
    static Condition parse(String text, Map<String, Condition> selections, int line) throws RuleException {
        if (text.indexOf('|') >= 0) {
            throw new RuleException(
                    RejectionCode.UNSUPPORTED,
                    line,
                    "aggregations after | are not part of Sigma 2: write a correlation");
        }
        ConditionParser parser = new ConditionParser(text, selections, line);
        Condition condition = parser.or();
        if (parser.at < parser.tokens.size()) {
            throw parser.bad("'" + parser.tokens.get(parser.at) + "' has no place there");
        }
        return condition;
    }

    private Condition or() throws RuleException {
        if (++depth > DEEPEST) {
            throw bad("nested deeper than " + DEEPEST + " levels");
        }
        List<Condition> parts = new ArrayList<>(List.of(and()));
        while (take("or")) {
            parts.add(and());
        }
        depth--;
        return parts.size() == 1 ? parts.getFirst() : new Condition.Or(parts);
    }

    private Condition and() throws RuleException {
        List<Condition> parts = new ArrayList<>(List.of(not()));
        while (take("and")) {
            parts.add(not());
        }
        return parts.size() == 1 ? parts.getFirst() : new Condition.And(parts);
    }

    private Condition not() throws RuleException {
        boolean negated = false;
        while (take("not")) {
            negated = !negated;
        }
        Condition condition = primary();
        return negated ? new Condition.Not(condition) : condition;
    }

    private Condition primary() throws RuleException {
        String token = next("a selection");
        if (token.equals("(")) {
            Condition inner = or();
            if (!next("')'").equals(")")) {
                throw bad("a parenthesis is not closed");
            }
            return inner;
        }
        boolean quantifier = token.equals("all")
                || token.equals("any")
                || NUMBER.matcher(token).matches();
        if (quantifier && take("of")) {
            return quantified(token, next("them or a name"));
        }
        Condition selection = selections.get(token);
        if (selection != null) {
            return new Condition.Selection(token, selection);
        }
        if (isWord(token, "and") || isWord(token, "or") || isWord(token, "not") || token.equals(")")) {
            throw bad("'" + token + "' stands where a selection should");
        }
        throw new RuleException(RejectionCode.UNKNOWN_SELECTION, line, "no selection is named '" + token + "'");
    }

    private Condition quantified(String quantifier, String pattern) throws RuleException {
        List<Condition> chosen = chosen(pattern);
        if (quantifier.equals("all")) {
            return new Condition.And(chosen);
        }
        int number = quantifier.equals("any") ? 1 : Integer.parseInt(quantifier);
        if (number < 1 || number > chosen.size()) {
            throw bad(quantifier + " of " + pattern + ": there are " + chosen.size() + " selections of that name");
        }
        return number == 1 ? new Condition.Or(chosen) : new Condition.AtLeast(number, chosen);
    }

    private List<Condition> chosen(String pattern) throws RuleException {
        boolean them = isWord(pattern, "them");
        if (!them && !NAME.matcher(pattern).matches()) {
            throw bad("'" + pattern + "' is no name of selections");
        }
        Pattern names = Pattern.compile(pattern.replace(".", "\\.").replaceAll("\\*+", ".*"));
        List<Condition> chosen = new ArrayList<>();
        selections.forEach((name, condition) -> {
            if (them ? !name.startsWith("_") : names.matcher(name).matches()) {
                chosen.add(new Condition.Selection(name, condition));
            }
        });
        if (chosen.isEmpty()) {
            throw new RuleException(
                    RejectionCode.UNKNOWN_SELECTION, line, "no selection is named like '" + pattern + "'");
        }
        return chosen;
    }

    private boolean take(String word) {
        if (at < tokens.size() && isWord(tokens.get(at), word)) {
            at++;
            return true;
        }
        return false;
    }

    /** Words of the language are written in lower or in upper case; a selection of that very name comes first. */
    private boolean isWord(String token, String word) {
        return token.equals(word)
                || (token.equals(word.toUpperCase(java.util.Locale.ROOT)) && !selections.containsKey(token));
    }

    private String next(String wanted) throws RuleException {
        if (at >= tokens.size()) {
            throw bad("it ends where " + wanted + " should stand");
        }
        return tokens.get(at++);
    }

    private RuleException bad(String reason) {
        return new RuleException(RejectionCode.BAD_CONDITION, line, "condition: " + reason);
    }

    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            tokens.add(matcher.group(1));
        }
        return tokens;
    }
}
