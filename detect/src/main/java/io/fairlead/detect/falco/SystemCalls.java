// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which kinds of event a condition asks for. */
final class SystemCalls {
    private static final int MOST = 12;

    private SystemCalls() {}

    /** The values that {@code evt.type} is compared with, in their order. */
    static Set<String> of(Expression expression) {
        Set<String> types = new LinkedHashSet<>();
        collect(expression, types);
        return types;
    }

    /** For people: why rules with these are not asked. */
    static String reason(Set<String> types) {
        List<String> some = types.stream().limit(MOST).toList();
        String calls = types.isEmpty()
                ? "system calls"
                : "the system calls " + String.join(", ", some) + (types.size() > MOST ? " and others" : "");
        return "no dataset carries " + calls + ": the rule asks for events of the source syscall";
    }

    private static void collect(Expression expression, Set<String> types) {
        switch (expression) {
            case Expression.And and -> and.parts().forEach(part -> collect(part, types));
            case Expression.Or or -> or.parts().forEach(part -> collect(part, types));
            case Expression.Named named -> collect(named.part(), types);
            case Expression.Check check -> {
                if (check.field().name().equals("evt.type")) {
                    check.values().forEach(value -> types.add(value.text()));
                }
            }
            case Expression.Not unused -> {}
            case Expression.Word unused -> {}
        }
    }
}
