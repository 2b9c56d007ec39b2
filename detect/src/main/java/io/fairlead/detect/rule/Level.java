// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.rule;

import java.util.Locale;
import java.util.Optional;

/** How bad it is when a rule fires, in Sigma's five steps. */
public enum Level {
    INFORMATIONAL(10),
    LOW(21),
    MEDIUM(47),
    HIGH(73),
    CRITICAL(99);

    private final int severity;

    Level(int severity) {
        this.severity = severity;
    }

    /** The level as ECS {@code event.severity}, 1 to 100. */
    public int severity() {
        return severity;
    }

    /** The level as rules write it, lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The level of this name, in any case; empty when there is none of that name. */
    public static Optional<Level> of(String text) {
        for (Level level : values()) {
            if (level.name().equalsIgnoreCase(text)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }
}
