// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.correlate;

/**
 * Bounds of one group's state.
 *
 * @param entries matches kept, waiting ones and those in the window together
 * @param evidence matches shown by an alert
 * @param chained matches that a correlation hands on to one that stands on it
 */
public record Limits(int entries, int evidence, int chained) {
    /** 10,000 entries, 100 shown, 10 handed on. */
    public static final Limits DEFAULT = new Limits(10_000, 100, 10);

    /** Bounds with the usual number of matches handed on. */
    public Limits(int entries, int evidence) {
        this(entries, evidence, 10);
    }

    public Limits {
        if (entries < 1 || evidence < 1 || chained < 1) {
            throw new IllegalArgumentException("limits are at least 1");
        }
    }
}
