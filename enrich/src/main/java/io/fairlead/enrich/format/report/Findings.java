// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Findings of one kind: where they stand in a report and what their fields mean.
 *
 * <p>A place is a path from the top of the report, its parts separated by slashes; {@code *} is every member of an array,
 * {@code +} that of an object. The empty path is a report that is one finding.
 */
public final class Findings {
    private final List<String> places;
    private final Mapping mapping;
    private Function<Finding, Kind> kind;
    private Predicate<Finding> holds = finding -> true;
    private Predicate<Finding> passed = finding -> false;
    private Predicate<Finding> suppressed = finding -> false;
    private Predicate<Finding> unchecked = finding -> false;
    private Predicate<Finding> secret = finding -> true;
    private final List<String> secrets = new ArrayList<>();
    private boolean inventory;
    private @Nullable Graph graph;

    private Findings(Function<Finding, Kind> kind, Mapping mapping, List<String> places) {
        this.kind = kind;
        this.mapping = mapping;
        this.places = List.copyOf(places);
    }

    /** Findings of this kind at these places. */
    public static Findings of(Kind kind, Mapping mapping, String... places) {
        return new Findings(any -> kind, mapping, Arrays.asList(places));
    }

    /** Each finding says itself of what kind it is. */
    public Findings kind(Function<Finding, Kind> of) {
        kind = of;
        return this;
    }

    /** What must hold of an object at such a place to be a finding; any other is refused. */
    public Findings when(Predicate<Finding> condition) {
        holds = condition;
        return this;
    }

    /** What must be there, one of these at least. */
    public Findings needs(String... references) {
        List<Reference> from = Reference.all(references);
        return when(finding -> !finding.text(from).isEmpty());
    }

    /** When it is a check that was passed. */
    public Findings passed(Predicate<Finding> condition) {
        passed = condition;
        return this;
    }

    /** When it is set aside by whoever answers for it: told, but no fault that is open. */
    public Findings suppressed(Predicate<Finding> condition) {
        suppressed = condition;
        return this;
    }

    /** When it is a check that the scanner leaves to people. */
    public Findings unchecked(Predicate<Finding> condition) {
        unchecked = condition;
        return this;
    }

    /** Names of fields of the finding that hold the credential that was found. */
    public Findings secrets(String... names) {
        secrets.addAll(Arrays.asList(names));
        return this;
    }

    /** Fields that hold the credential where the finding, not yet redacted, is one: paths of keys, a star for every member. */
    public Findings secretsWhen(Predicate<Finding> condition, String... places) {
        secret = condition;
        return secrets(places);
    }

    /** What is inside, and no fault of it: an event each only where the report has nothing else to say. */
    public Findings inventory() {
        inventory = true;
        return this;
    }

    /** The place is a list of elements of many kinds; only some of them are findings. */
    public Findings among(Graph elements) {
        graph = elements;
        return this;
    }

    List<String> places() {
        return places;
    }

    Mapping mapping() {
        return mapping;
    }

    Kind kind(Finding finding) {
        return kind.apply(finding);
    }

    boolean holds(Finding finding) {
        return holds.test(finding);
    }

    State state(Finding finding) {
        if (passed.test(finding)) {
            return State.PASSED;
        }
        return suppressed.test(finding) ? State.SUPPRESSED : unchecked.test(finding) ? State.UNCHECKED : State.FOUND;
    }

    boolean isSecret(Finding finding) {
        return !secrets.isEmpty() && secret.test(finding);
    }

    List<String> secrets() {
        return secrets;
    }

    @Nullable
    Graph graph() {
        return graph;
    }

    boolean isInventory() {
        return inventory;
    }
}
