// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.testkit;

import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Runs a property many times on random input that can be made again: a failure names its seed, and
 * {@code -Dfairlead.seed=N} runs that one alone.
 */
public final class SeededRandom {
    /** Takes one seed, which then is the only one. */
    public static final String PROPERTY = "fairlead.seed";

    private SeededRandom() {}

    /** Something that holds for every input drawn from this source. */
    @FunctionalInterface
    public interface Property {
        /** Draws input and throws when the property does not hold. */
        void check(Random random) throws Exception;
    }

    /**
     * Checks the property this many times, each with a seed of its own.
     *
     * @throws AssertionError for the first run that fails, with its seed and how to run it again
     */
    public static void check(String name, int runs, Property property) {
        Long only = Long.getLong(PROPERTY);
        long first = only != null ? only : ThreadLocalRandom.current().nextLong();
        int count = only != null ? 1 : runs;
        for (int run = 0; run < count; run++) {
            long seed = first + run;
            try {
                property.check(new Random(seed));
            } catch (Exception | AssertionError | StackOverflowError failure) {
                throw new AssertionError(
                        name + " fails with seed " + seed + " (again: -D" + PROPERTY + "=" + seed + "): " + failure,
                        failure);
            }
        }
    }
}
