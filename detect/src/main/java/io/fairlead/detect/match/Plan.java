// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import io.fairlead.detect.match.scan.Fields;
import io.fairlead.detect.match.text.GuardedRegex;
import io.fairlead.detect.rule.Projection;
import java.util.Arrays;
import java.util.List;

/**
 * A compiled set, for machines: which values are looked at for which literals, which rules that wakes, and the rules' programs.
 * Immutable but for the counters of guarded expressions.
 *
 * <p>A question is a {@link Leaf}, or a combination of questions. A program is a chain of triples: question, where to go on
 * when it is true, where to go on when it is false.
 */
final class Plan {
    /** The end of a program that is true. */
    static final int TRUE = -1;

    /** The end of a program that is false. */
    static final int FALSE = -2;

    /** Mode of questions that are asked when somebody wants to know. */
    static final byte ASKED = 0;

    /** Mode of questions that are false unless a literal was found, and still have to be asked then. */
    static final byte HINTED = 1;

    /** Mode of questions that are true when a literal was found and false otherwise. */
    static final byte DECIDED = 2;

    /** A question whether so many programs are true. */
    record Count(int least, int[] starts) {}

    final Fields fields;
    final boolean keepsEverything;
    final List<Projection> projections;
    final Leaf[] leaves;
    final Count[] counts;
    final byte[] modes;

    /** By question: the field without which it is false, -1 when there is none. */
    final int[] needed;

    /** By question: rules to wake, or the complement of a further question that is true too. */
    final int[][] effects;

    final int[] code;

    /** By rule: where its program begins. */
    final int[] starts;

    final Watch[] watches;
    final Watch unnamed;
    final int[][] wakesWhenPresent;

    /** Rules that nothing needs to be there for. */
    final int[] always;

    final List<GuardedRegex> guarded;

    Plan(
            Fields fields,
            boolean keepsEverything,
            List<Projection> projections,
            Leaf[] leaves,
            Count[] counts,
            byte[] modes,
            int[][] effects,
            int[] code,
            int[] starts,
            Watch[] watches,
            Watch unnamed,
            int[][] wakesWhenPresent,
            int[] always,
            List<GuardedRegex> guarded) {
        this.fields = fields;
        this.keepsEverything = keepsEverything;
        this.projections = List.copyOf(projections);
        this.leaves = leaves;
        this.counts = counts;
        this.modes = modes;
        this.needed = new int[modes.length];
        Arrays.setAll(needed, question -> question < leaves.length ? leaves[question].neededSlot() : -1);
        this.effects = effects;
        this.code = code;
        this.starts = starts;
        this.watches = watches;
        this.unnamed = unnamed;
        this.wakesWhenPresent = wakesWhenPresent;
        this.always = always;
        this.guarded = List.copyOf(guarded);
    }

    int questions() {
        return modes.length;
    }
}
