// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.webhook;

import java.util.Locale;

/** How grave an alert is, least first. */
public enum Level {
    INFORMATIONAL,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    /** The level a rule names; an unknown one counts as critical, so that it reaches somebody. */
    static Level of(String name) {
        for (Level level : values()) {
            if (level.name().toLowerCase(Locale.ROOT).equals(name)) {
                return level;
            }
        }
        return CRITICAL;
    }
}
