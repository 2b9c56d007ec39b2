// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.yaml.RuleException;
import io.fairlead.detect.yaml.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts values in place of {@code %name%} in the values of one rule, and remembers which lists it took. A percent sign behind
 * a backslash stands for itself.
 */
final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("(?<!\\\\)%([A-Za-z0-9_.-]+)%");
    private static final int MOST_VALUES = 100_000;

    private final ValueLists lists;
    private final Set<String> taken = new TreeSet<>();

    Placeholders(ValueLists lists) {
        this.lists = lists;
    }

    /** The value with every combination of values for its placeholders; the value itself when it has none. */
    List<Yaml.Scalar> expand(Yaml.Scalar value) throws RuleException {
        List<String> texts = List.of("");
        String text = value.text();
        Matcher placeholder = PLACEHOLDER.matcher(text);
        int from = 0;
        while (placeholder.find()) {
            texts = cross(texts, text.substring(from, placeholder.start()), values(placeholder.group(1), value.line()));
            from = placeholder.end();
            if (texts.size() > MOST_VALUES) {
                throw new RuleException(
                        RejectionCode.TOO_LARGE,
                        value.line(),
                        "its placeholders make more than " + MOST_VALUES + " values: split the lists");
            }
        }
        if (from == 0) {
            return List.of(plain(value, text));
        }
        String rest = text.substring(from);
        return texts.stream().map(begin -> plain(value, begin + rest)).toList();
    }

    /** What the lists that were taken add to the rule's hash; empty when none was. */
    String hash() {
        StringBuilder hash = new StringBuilder();
        taken.forEach(name -> hash.append(lists.hash(name)));
        return hash.toString();
    }

    private List<String> values(String name, int line) throws RuleException {
        Optional<List<String>> values = lists.of(name);
        if (values.isEmpty() || values.get().isEmpty()) {
            throw new RuleException(
                    RejectionCode.MISSING_LIST,
                    line,
                    (values.isEmpty() ? "no list of values" : "an empty list of values") + " for the placeholder %"
                            + name + "%");
        }
        taken.add(name);
        return values.get();
    }

    private static List<String> cross(List<String> begins, String between, List<String> values) {
        List<String> crossed = new ArrayList<>();
        for (String begin : begins) {
            for (String value : values) {
                crossed.add(begin + between + value);
                if (crossed.size() > MOST_VALUES) {
                    return crossed;
                }
            }
        }
        return crossed;
    }

    private static Yaml.Scalar plain(Yaml.Scalar value, String text) {
        return new Yaml.Scalar(value.line(), value.kind(), text.replace("\\%", "%"), value.number());
    }
}
