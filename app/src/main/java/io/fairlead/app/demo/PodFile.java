// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.demo;

import java.time.Instant;
import java.util.List;

/**
 * The log of one container, all rotations together.
 *
 * @param path path below /var/log/pods: {@code <namespace>_<pod>_<uid>/<container>/0.log}
 * @param lines its lines in order
 */
record PodFile(String path, List<Line> lines) {
    PodFile {
        lines = List.copyOf(lines);
    }

    /**
     * One line in CRI format.
     *
     * @param time when the container wrote it
     * @param text the line without its end
     */
    record Line(Instant time, String text) {
        /** False for parts of a longer line ({@code P}). */
        boolean isWhole() {
            String[] parts = text.split(" ", 4);
            return parts.length > 2 && !parts[2].startsWith("P");
        }
    }
}
