// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.yaml.RuleException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The functions that a rule may put around a field. */
final class Transformers {
    /** Only to the right of an operator: the value of a field. */
    static final String VALUE = "val";

    /** Makes one number of whatever there is. */
    private static final String LENGTH = "len";

    private static final Map<String, Function<String, List<String>>> ALL = Map.of(
            "tolower", text -> List.of(text.toLowerCase(Locale.ROOT)),
            "toupper", text -> List.of(text.toUpperCase(Locale.ROOT)),
            "basename", text -> List.of(text.substring(text.lastIndexOf('/') + 1)),
            "b64", Transformers::decoded);

    private Transformers() {}

    /**
     * All functions of a field as one, the innermost first.
     *
     * @param list whether the field has several values
     */
    static UnaryOperator<List<String>> of(Expression.Field field, boolean list, int line) throws RuleException {
        UnaryOperator<List<String>> all = UnaryOperator.identity();
        boolean several = list;
        for (String name : field.transformers().reversed()) {
            UnaryOperator<List<String>> inner = all;
            UnaryOperator<List<String>> one = one(name, several, line);
            all = values -> one.apply(inner.apply(values));
            several = several && !name.equals(LENGTH);
        }
        return all;
    }

    /** Whether the functions leave one value of several. */
    static boolean count(Expression.Field field) {
        return field.transformers().contains(LENGTH);
    }

    private static UnaryOperator<List<String>> one(String name, boolean several, int line) throws RuleException {
        if (name.equals(LENGTH)) {
            return several
                    ? values -> values.isEmpty() ? List.of() : List.of(Integer.toString(values.size()))
                    : values -> values.stream()
                            .map(text -> Integer.toString(text.length()))
                            .toList();
        }
        Function<String, List<String>> each = ALL.get(name);
        if (each == null) {
            TreeSet<String> known = new TreeSet<>(ALL.keySet());
            known.add(LENGTH);
            throw new RuleException(
                    RejectionCode.UNSUPPORTED, line, "the transformer '" + name + "' is none of " + known);
        }
        return values -> {
            List<String> changed = new ArrayList<>(values.size());
            values.forEach(value -> changed.addAll(each.apply(value)));
            return changed;
        };
    }

    /** The text behind base64; none where it is no base64 of a text. */
    private static List<String> decoded(String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
            return List.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (IllegalArgumentException | CharacterCodingException noText) {
            return List.of();
        }
    }
}
