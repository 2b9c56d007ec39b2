// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The level that a structured log line names. */
public final class LogLevel {
    private static final List<String> NAMES = List.of("level", "severity", "lvl", "log.level", "loglevel");
    private static final int LONGEST = 16;

    private LogLevel() {}

    /** The level in lower case, or empty when none of the usual keys holds a short text. */
    public static Optional<String> of(ObjectNode line) {
        for (String name : NAMES) {
            JsonNode level = line.get(name);
            if (level instanceof TextNode
                    && !level.textValue().isEmpty()
                    && level.textValue().length() <= LONGEST) {
                return Optional.of(level.textValue().toLowerCase(Locale.ROOT));
            }
        }
        return Optional.empty();
    }
}
