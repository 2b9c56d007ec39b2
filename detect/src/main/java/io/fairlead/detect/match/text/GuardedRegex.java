// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match.text;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

/**
 * An expression that only a backtracking engine understands, on a budget: a search may look at {@value #BUDGET} characters,
 * the same one counted each time. One that would need more is broken off, finds nothing and is counted.
 *
 * <p>Promise: what a search finds depends on the expression and the text alone, neither on the clock nor on the searches
 * before, so that a replay judges as the live pipeline did, and nobody can blind a rule to other events by sending some that
 * are hard to search. Thread-safe.
 */
public final class GuardedRegex implements TextRegex {
    static final int BUDGET = 200_000;

    /** Room for the deepest recursion that the budget allows; taken only where the thread's own stack is too small. */
    private static final long LARGE_STACK = 512L << 20;

    private final Pattern pattern;
    private final LongAdder searches = new LongAdder();
    private final LongAdder exceeded = new LongAdder();
    private final AtomicBoolean told = new AtomicBoolean();

    public GuardedRegex(Pattern pattern) {
        this.pattern = pattern;
    }

    @Override
    public boolean find(String text) {
        searches.increment();
        try {
            return search(text);
        } catch (StackOverflowError deep) {
            return searchWithRoom(text);
        }
    }

    private boolean search(String text) {
        try {
            return pattern.matcher(new Counted(text, new int[] {BUDGET}, 0, text.length()))
                    .find();
        } catch (OutOfBudget tooMuch) {
            exceeded.increment();
            return false;
        }
    }

    /** How deep a search may go must not depend on the thread that asks. */
    private boolean searchWithRoom(String text) {
        FutureTask<Boolean> search = new FutureTask<>(() -> search(text));
        Thread roomy = new Thread(null, search, "guarded-search", LARGE_STACK);
        roomy.setDaemon(true);
        roomy.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return search.get();
                } catch (InterruptedException e) {
                    interrupted = true; // a search is over soon, and must not be lost
                } catch (ExecutionException e) {
                    exceeded.increment();
                    return false;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
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

    /** Whether a search was broken off and nobody was told yet: true once. */
    public boolean mustBeTold() {
        return exceeded.sum() > 0 && told.compareAndSet(false, true);
    }

    /** How many searches needed more than the budget and were broken off. */
    public long exceeded() {
        return exceeded.sum();
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
