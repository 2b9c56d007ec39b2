// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.yaml.RuleException;
import io.fairlead.detect.yaml.Yaml;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One entry of a rule file.
 *
 * @param file path within the rule set
 * @param root its keys
 */
record Item(String file, Yaml.Mapping root) {
    private static final Set<String> YES = Set.of("true", "yes", "on", "y");
    private static final Set<String> NO = Set.of("false", "no", "off", "n");

    int line() {
        return root.line();
    }

    boolean has(String key) {
        return root.get(key).isPresent();
    }

    /** The text under this key; a key that holds no text is an error, a missing one gives the empty text. */
    String text(String key) throws RuleException {
        if (!has(key)) {
            return "";
        }
        if (root.entries().get(key) instanceof Yaml.Scalar scalar && scalar.kind() != Yaml.Kind.NULL) {
            return scalar.text().strip();
        }
        throw new RuleException(RejectionCode.BAD_VALUE, root.lineOf(key), "'" + key + "' must be text");
    }

    /** The text under this key, which must be there. */
    String needed(String key) throws RuleException {
        String text = text(key);
        if (text.isEmpty()) {
            throw new RuleException(
                    RejectionCode.MISSING_KEY,
                    has(key) ? root.lineOf(key) : line(),
                    "a " + root.entries().keySet().iterator().next() + " needs '" + key + "'");
        }
        return text;
    }

    /** True or false, in any word that Falco takes for it. */
    boolean flag(String key, boolean otherwise) throws RuleException {
        if (!has(key)) {
            return otherwise;
        }
        String word = root.text(key).toLowerCase(Locale.ROOT);
        if (YES.contains(word) || NO.contains(word)) {
            return YES.contains(word);
        }
        throw new RuleException(RejectionCode.BAD_VALUE, root.lineOf(key), "'" + key + "' must be true or false");
    }

    /** The scalars of the list under this key; none when it is missing. */
    List<String> texts(String key) throws RuleException {
        if (!has(key)) {
            return List.of();
        }
        if (root.entries().get(key) instanceof Yaml.Sequence sequence) {
            return Values.texts(sequence, key);
        }
        throw new RuleException(RejectionCode.BAD_VALUE, root.lineOf(key), "'" + key + "' must be a list");
    }

    /** Refuses keys that would otherwise be ignored. */
    void only(Set<String> known) throws RuleException {
        for (String key : root.entries().keySet()) {
            if (!known.contains(key)) {
                throw new RuleException(
                        RejectionCode.BAD_VALUE, root.lineOf(key), "the key '" + key + "' is not known here");
            }
        }
    }
}
