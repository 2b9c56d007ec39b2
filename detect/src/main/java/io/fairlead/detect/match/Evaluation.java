// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import org.jspecify.annotations.Nullable;

/** One event under judgement: every leaf is asked at most once. */
final class Evaluation {
    private final EventView view;
    private final @Nullable Value[] answers;
    private final boolean[] asked;

    Evaluation(EventView view, int leaves) {
        this.view = view;
        this.answers = new @Nullable Value[leaves];
        this.asked = new boolean[leaves];
    }

    EventView view() {
        return view;
    }

    /** The leaf's witness in this event; null when it is false. */
    @Nullable
    Value answer(Leaf leaf) {
        if (!asked[leaf.id]) {
            asked[leaf.id] = true;
            answers[leaf.id] = leaf.find(view);
        }
        return answers[leaf.id];
    }
}
