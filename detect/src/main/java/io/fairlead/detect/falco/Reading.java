// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import java.util.List;
import java.util.Optional;

/**
 * How a field's values come out of the parts of a document.
 *
 * @param shape how many values, and of what kind
 * @param argument what its brackets may hold
 * @param constant the values where they are the same for every event
 * @param always whether no event is without it
 * @param reader reads them
 */
record Reading(
        Shape shape,
        FieldDefinition.Argument argument,
        Optional<List<String>> constant,
        boolean always,
        FieldDefinition.Reader reader) {
    /** How many values there may be. */
    enum Shape {
        /** One. */
        ONE,
        /** Several, which only operators for lists take. */
        LIST,
        /** Several, one of which must answer, whatever the operator. */
        EACH,
        /** An address, compared with networks. */
        NETWORK
    }

    static Reading of(Shape shape, FieldDefinition.Argument argument, FieldDefinition.Reader reader) {
        return new Reading(shape, argument, Optional.empty(), false, reader);
    }

    /** One value, without an argument. */
    static Reading one(FieldDefinition.Reader reader) {
        return of(Shape.ONE, FieldDefinition.Argument.NONE, reader);
    }

    /** The same for every event. */
    static Reading constant(List<String> values) {
        return new Reading(
                Shape.ONE,
                FieldDefinition.Argument.NONE,
                Optional.of(values),
                !values.isEmpty(),
                (trees, unused) -> values);
    }

    /** Nothing, whatever stands in brackets. */
    static Reading nothing(Shape shape, FieldDefinition.Argument argument) {
        return new Reading(shape, argument, Optional.of(List.of()), false, (trees, unused) -> List.of());
    }

    Reading neverAbsent() {
        return new Reading(shape, argument, constant, true, reader);
    }
}
