// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import java.util.List;

/** A rule's condition over shared leaves. */
sealed interface Program {
    boolean holds(Evaluation evaluation);

    record All(List<Program> parts) implements Program {
        @Override
        public boolean holds(Evaluation evaluation) {
            for (Program part : parts) {
                if (!part.holds(evaluation)) {
                    return false;
                }
            }
            return true;
        }
    }

    record Any(List<Program> parts) implements Program {
        @Override
        public boolean holds(Evaluation evaluation) {
            for (Program part : parts) {
                if (part.holds(evaluation)) {
                    return true;
                }
            }
            return false;
        }
    }

    record Some(int number, List<Program> parts) implements Program {
        @Override
        public boolean holds(Evaluation evaluation) {
            int missing = number;
            for (Program part : parts) {
                if (missing > 0 && part.holds(evaluation)) {
                    missing--;
                }
            }
            return missing <= 0;
        }
    }

    record Negated(Program part) implements Program {
        @Override
        public boolean holds(Evaluation evaluation) {
            return !part.holds(evaluation);
        }
    }

    record Named(String name, Program part) implements Program {
        @Override
        public boolean holds(Evaluation evaluation) {
            return part.holds(evaluation);
        }
    }

    record Ask(Leaf leaf) implements Program {
        @Override
        public boolean holds(Evaluation evaluation) {
            return evaluation.answer(leaf) != null;
        }
    }
}
