// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.correlate;

/**
 * Bounds of one group's state.
 *
 * @param entries matches kept, waiting ones and those in the window together
 * @param evidence matches shown by an alert
 */
public record Limits(int entries, int evidence) {
    /** 10,000 entries, 100 shown. */
    public static final Limits DEFAULT = new Limits(10_000, 100);

    public Limits {
        if (entries < 1 || evidence < 1) {
            throw new IllegalArgumentException("limits are at least 1");
        }
    }
}
