// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.rule.Level;
import java.util.Locale;
import java.util.Optional;

/** Falco's priorities, the syslog severities, and the levels they are here. */
enum Priority {
    EMERGENCY(Level.CRITICAL),
    ALERT(Level.CRITICAL),
    CRITICAL(Level.CRITICAL),
    ERROR(Level.HIGH),
    WARNING(Level.MEDIUM),
    NOTICE(Level.LOW),
    INFORMATIONAL(Level.INFORMATIONAL),
    DEBUG(Level.INFORMATIONAL);

    private final Level level;

    Priority(Level level) {
        this.level = level;
    }

    Level level() {
        return level;
    }

    /** The priority of this name in any case; {@code INFO} is short for informational. */
    static Optional<Priority> of(String text) {
        String name = text.toUpperCase(Locale.ROOT);
        for (Priority priority : values()) {
            if (priority.name().equals(name.equals("INFO") ? "INFORMATIONAL" : name)) {
                return Optional.of(priority);
            }
        }
        return Optional.empty();
    }
}
