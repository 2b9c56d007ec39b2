// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

/** Answers of a {@link Leaf} that name no value; all others are numbers of values. */
final class Answer {
    /** The question is false. */
    static final int NO = -1;

    /** Not an answer yet: what the question needs is there. */
    static final int HINTED = -2;

    /** The question is true because something is absent, or just there. */
    static final int YES = Integer.MAX_VALUE;

    private Answer() {}
}
