// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.Order;
import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.rule.TimePart;
import io.fairlead.detect.yaml.RuleException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The key of a detection item: {@code field|modifier|modifier}. An empty field stands for keywords.
 *
 * @param field the field as the rule names it
 * @param modifiers in the order written
 * @param line where it stands
 */
record FieldKey(String field, List<Modifier> modifiers, int line) {
    private static final Set<Modifier> SUBJECTS =
            EnumSet.of(Modifier.RE, Modifier.CIDR, Modifier.EXISTS, Modifier.FIELDREF);
    private static final Set<Modifier> REGEX_FLAGS = EnumSet.of(Modifier.I, Modifier.M, Modifier.S);
    private static final Set<Modifier> RELATIONS =
            EnumSet.of(Modifier.CONTAINS, Modifier.STARTSWITH, Modifier.ENDSWITH);

    static FieldKey parse(String key, int line) throws RuleException {
        String[] parts = key.split("\\|", -1);
        List<Modifier> modifiers = new ArrayList<>();
        for (int i = 1; i < parts.length; i++) {
            String name = parts[i];
            Modifier modifier = Modifier.of(name)
                    .orElseThrow(() -> new RuleException(
                            RejectionCode.UNKNOWN_MODIFIER, line, "unknown modifier '" + name + "' in '" + key + "'"));
            if (modifiers.contains(modifier)) {
                throw new RuleException(
                        RejectionCode.BAD_MODIFIER, line, "modifier '" + name + "' stands twice in '" + key + "'");
            }
            modifiers.add(modifier);
        }
        FieldKey parsed = new FieldKey(parts[0], List.copyOf(modifiers), line);
        parsed.check(key);
        return parsed;
    }

    boolean has(Modifier modifier) {
        return modifiers.contains(modifier);
    }

    Optional<Order> order() {
        return modifiers.stream().map(Modifier::order).flatMap(Optional::stream).findFirst();
    }

    Optional<TimePart> timePart() {
        return modifiers.stream()
                .map(Modifier::timePart)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private void check(String key) throws RuleException {
        List<Modifier> subjects = modifiers.stream().filter(SUBJECTS::contains).toList();
        List<Modifier> text =
                modifiers.stream().filter(Modifier::transformsText).toList();
        List<Modifier> orders =
                modifiers.stream().filter(one -> one.order().isPresent()).toList();
        List<Modifier> times =
                modifiers.stream().filter(one -> one.timePart().isPresent()).toList();
        boolean relationOnly = text.size() <= 1 && RELATIONS.containsAll(text);
        check(subjects.size() <= 1, key, "only one of re, cidr, exists and fieldref can stand there");
        check(orders.size() <= 1 && times.size() <= 1, key, "one comparison, one part of a time at most");
        check(
                subjects.isEmpty()
                        || text.isEmpty()
                        || (has(Modifier.FIELDREF) && relationOnly)
                        || (has(Modifier.CIDR) && text.equals(List.of(Modifier.EXPAND))),
                key,
                "modifiers for text do not go with re, cidr or exists");
        check(orders.isEmpty() || (subjects.isEmpty() && text.isEmpty()), key, "a comparison needs plain numbers");
        check(times.isEmpty() || (subjects.isEmpty() && text.isEmpty()), key, "parts of a time need plain numbers");
        check(modifiers.stream().noneMatch(REGEX_FLAGS::contains) || flagsFollowRe(), key, "i, m and s follow re");
        check(
                !has(Modifier.CASED) || (orders.isEmpty() && times.isEmpty() && nonTextual(subjects)),
                key,
                "cased needs text");
        check(
                !field.isEmpty() || (!has(Modifier.EXISTS) && !has(Modifier.FIELDREF)),
                key,
                "exists and fieldref need a field");
        long relations = text.stream().filter(RELATIONS::contains).count();
        check(relations <= 1, key, "only one of contains, startswith and endswith can stand there");
    }

    private static boolean nonTextual(List<Modifier> subjects) {
        return subjects.isEmpty() || subjects.contains(Modifier.FIELDREF);
    }

    private boolean flagsFollowRe() {
        boolean afterRe = false;
        for (Modifier modifier : modifiers) {
            if (modifier == Modifier.RE) {
                afterRe = true;
            } else if (REGEX_FLAGS.contains(modifier)) {
                if (!afterRe) {
                    return false;
                }
            }
        }
        return true;
    }

    private void check(boolean good, String key, String reason) throws RuleException {
        if (!good) {
            throw new RuleException(RejectionCode.BAD_MODIFIER, line, "'" + key + "': " + reason);
        }
    }
}
