// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match.text;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

/**
 * An expression that only a backtracking engine understands, on a budget: a search may look at {@value #BUDGET} characters,
 * the same one counted each time. One that would need more finds nothing and is counted; after {@value #STRIKES} of them the
 * expression is switched off, and finds nothing any more. Thread-safe.
 */
public final class GuardedRegex implements TextRegex {
    static final int BUDGET = 200_000;
    static final int STRIKES = 10;

    private final Pattern pattern;
    private final LongAdder searches = new LongAdder();
    private final AtomicInteger exceeded = new AtomicInteger();

    public GuardedRegex(Pattern pattern) {
        this.pattern = pattern;
    }

    @Override
    public boolean find(String text) {
        if (isOff()) {
            return false;
        }
        searches.increment();
        try {
            return pattern.matcher(new Counted(text, new int[] {BUDGET}, 0, text.length()))
                    .find();
        } catch (OutOfBudget | StackOverflowError tooMuch) {
            exceeded.incrementAndGet();
            return false;
        }
    }

    /** The expression as the rule has it. */
    public String expression() {
        return pattern.pattern();
    }

    /** How often it was asked. */
    public long searches() {
        return searches.sum();
    }

    /** How many searches would have needed more than the budget. */
    public int exceeded() {
        return exceeded.get();
    }

    /** Whether it exceeded its budget too often to be asked again. */
    public boolean isOff() {
        return exceeded.get() >= STRIKES;
    }

    private static final class OutOfBudget extends RuntimeException {
        private static final long serialVersionUID = 1;

        OutOfBudget() {
            super(null, null, false, false);
        }
    }

    /** Text that counts how often somebody looks at it. */
    private record Counted(String text, int[] left, int start, int end) implements CharSequence {
        @Override
        public int length() {
            return end - start;
        }

        @Override
        public char charAt(int index) {
            if (--left[0] < 0) {
                throw new OutOfBudget();
            }
            return text.charAt(start + index);
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return new Counted(text, left, start + from, start + to);
        }

        @Override
        public String toString() {
            return text.substring(start, end);
        }
    }
}
