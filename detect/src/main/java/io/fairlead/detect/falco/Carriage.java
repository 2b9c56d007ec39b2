// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

/**
 * Whether the events of a dataset hold a field.
 *
 * @param kind how far
 * @param setting what the sensor must be told to write it; empty when nothing
 */
record Carriage(Kind kind, String setting) {
    /** They hold it. */
    static final Carriage FULL = new Carriage(Kind.CARRIED, "");

    /** How far. */
    enum Kind {
        /** They hold it. */
        CARRIED,
        /** They hold it where the sensor is set so. */
        BY_SETTING,
        /** They do not; a rule may exclude events by it all the same. */
        MISSING,
        /** They do not, and a rule that the field decides would say what is not so. */
        UNKNOWABLE
    }

    /** A cell of a table of fields. */
    static Carriage of(String cell) {
        return switch (cell) {
            case "+" -> FULL;
            case "-" -> new Carriage(Kind.MISSING, "");
            case "!" -> new Carriage(Kind.UNKNOWABLE, "");
            default -> new Carriage(Kind.BY_SETTING, cell);
        };
    }

    boolean missing() {
        return kind == Kind.MISSING || kind == Kind.UNKNOWABLE;
    }
}
