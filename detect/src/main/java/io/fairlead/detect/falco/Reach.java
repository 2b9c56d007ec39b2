// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.falco.Expression.Check;
import io.fairlead.detect.yaml.RuleException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which datasets a rule can be asked about: those whose events can fulfil it and cannot seem to.
 *
 * <p>A comparison on a field that a dataset does not carry is false there. A rule that cannot hold then is not asked, instead of
 * being silent for ever. A rule that would hold <em>because</em> such a comparison is false is asked only where the table of
 * fields says that the field merely excludes events; what it does without is told.
 */
final class Reach {
    private static final int MOST = 4;
    private static final Set<String> TYPES = Set.of("evt.type", "syscall.type");

    private final Source source;
    private final Fields fields;
    private final Set<String> datasets = new LinkedHashSet<>();
    private final Map<String, Set<String>> lacking = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();
    private final List<String> settings = new ArrayList<>();
    private boolean typed;
    private boolean possible;

    private Reach(Source source) {
        this.source = source;
        this.fields = new Fields(source);
    }

    /**
     * How far a condition reaches; its fields must be known to the source.
     *
     * @param asked the datasets that come into question
     */
    static Reach of(Source source, Expression bound, List<String> asked) {
        Reach reach = new Reach(source);
        List<Expression> typed = reach.typed(bound);
        List<Expression> possible = folded(typed, reach::constant);
        reach.typed = !typed.isEmpty();
        reach.possible = !possible.isEmpty();
        if (reach.typed && !reach.possible) {
            reach.datasets.addAll(asked);
        }
        if (reach.possible) {
            asked.forEach(dataset -> reach.ask(dataset, possible));
        }
        return reach;
    }

    /** The datasets it is asked about. */
    Set<String> datasets() {
        return datasets;
    }

    /** Whether the source has the kinds of event that it asks for. */
    boolean hasEvents() {
        return typed;
    }

    /** Whether some event may fulfil it, whatever the values. */
    boolean isPossible() {
        return possible;
    }

    /** Why none of the datasets will do. */
    String missing() {
        Set<Set<String>> sets = new LinkedHashSet<>(lacking.values());
        if (sets.size() == 1) {
            return "no dataset carries " + some(sets.iterator().next());
        }
        List<String> each = new ArrayList<>();
        lacking.forEach((dataset, names) -> each.add(dataset + " lacks " + some(names)));
        return "no dataset carries all of the fields that decide: " + String.join("; ", each);
    }

    /** What it does without in which dataset. */
    List<String> remarks() {
        return List.copyOf(remarks);
    }

    /** Which settings of a sensor it depends on. */
    List<String> settings() {
        return List.copyOf(settings);
    }

    private void ask(String dataset, List<Expression> conditions) {
        Set<String> excusable = new LinkedHashSet<>();
        Set<String> branches = new LinkedHashSet<>();
        Set<String> needed = new LinkedHashSet<>();
        Set<String> unfit = new LinkedHashSet<>();
        for (Expression condition : conditions) {
            Folding.walk(condition, true, (check, positive) -> {
                Carriage carriage = carriage(check, dataset);
                boolean decides = carriage.kind() == Carriage.Kind.UNKNOWABLE;
                String name = decisive(check, dataset).plain().text();
                if (carriage.missing()) {
                    (positive ? branches : decides ? needed : excusable).add(name);
                } else if (positive && isAbsent(check, dataset)) {
                    unfit.add(name);
                }
            });
        }
        List<Expression> without = folded(conditions, check -> falseIf(isAbsent(check, dataset)));
        if (without.isEmpty() || !needed.isEmpty()) {
            Set<String> names = new LinkedHashSet<>(without.isEmpty() ? branches : Set.of());
            names.addAll(needed);
            lacking.put(dataset, names.isEmpty() ? unfit : names);
            return;
        }
        datasets.add(dataset);
        remark(dataset, excusable, "does not carry %s: what the rule excludes by it is not excluded there");
        remark(dataset, branches, "does not carry %s: the rule matches there by its other parts only");
        setting(dataset, without);
    }

    private void remark(String dataset, Set<String> names, String words) {
        if (!names.isEmpty()) {
            remarks.add(dataset + " " + words.replace("%s", some(names)));
        }
    }

    private void setting(String dataset, List<Expression> conditions) {
        List<Expression> plain = folded(conditions, check -> falseIf(bySetting(check, dataset)));
        if (!plain.isEmpty()) {
            return;
        }
        Set<String> names = new LinkedHashSet<>();
        for (Expression condition : conditions) {
            Folding.walk(condition, true, (check, positive) -> {
                if (positive && bySetting(check, dataset)) {
                    names.add(decisive(check, dataset).plain().text() + " only "
                            + carriage(check, dataset).setting());
                }
            });
        }
        settings.add(dataset + " carries " + some(names));
    }

    private static String some(Set<String> names) {
        List<String> first = names.stream().limit(MOST).toList();
        int others = names.size() - first.size();
        return String.join(", ", first) + (others > 0 ? " and " + others + " more" : "");
    }

    /** The condition for each kind of event that the source has, without those for which it never holds. */
    private List<Expression> typed(Expression bound) {
        if (source.eventTypes().isEmpty()) {
            return List.of(bound);
        }
        Set<Expression> typed = new LinkedHashSet<>();
        for (String type : source.eventTypes()) {
            typed.addAll(folded(
                    List.of(bound),
                    check -> TYPES.contains(check.field().name())
                            ? Constants.holds(check, List.of(type))
                            : Optional.empty()));
        }
        return List.copyOf(typed);
    }

    private static List<Expression> folded(List<Expression> conditions, Folding.Knowledge knowledge) {
        return conditions.stream()
                .map(condition -> Folding.fold(condition, knowledge))
                .filter(condition -> !Folding.never(condition))
                .toList();
    }

    /** What is the same for every event; that a field is never there does not count. */
    private Optional<Boolean> constant(Check check) {
        Reading reading = definition(check.field()).reading();
        if (reading.always() && check.operator() == Operator.EXISTS) {
            return Optional.of(true);
        }
        return reading.constant().filter(values -> !values.isEmpty()).flatMap(values -> Constants.holds(check, values));
    }

    private boolean isAbsent(Check check, String dataset) {
        boolean never = definition(check.field())
                .reading()
                .constant()
                .filter(List::isEmpty)
                .isPresent();
        return never || carriage(check, dataset).missing();
    }

    private static Optional<Boolean> falseIf(boolean known) {
        return known ? Optional.of(false) : Optional.empty();
    }

    private boolean bySetting(Check check, String dataset) {
        return carriage(check, dataset).kind() == Carriage.Kind.BY_SETTING;
    }

    private Carriage carriage(Check check, String dataset) {
        return definition(decisive(check, dataset)).carriedBy(dataset);
    }

    /** Of two fields that are compared the one that a dataset carries less. */
    private Expression.Field decisive(Check check, String dataset) {
        Carriage own = definition(check.field()).carriedBy(dataset);
        return check.other()
                .filter(other -> definition(other).carriedBy(dataset).kind().compareTo(own.kind()) > 0)
                .orElse(check.field());
    }

    private FieldDefinition definition(Expression.Field field) {
        try {
            return fields.definition(field, 1);
        } catch (RuleException unknown) {
            throw new IllegalStateException("the condition was compiled with this field", unknown);
        }
    }
}
