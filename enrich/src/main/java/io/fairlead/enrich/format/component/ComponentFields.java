// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.component;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.ecs.FieldNames;
import io.fairlead.enrich.ecs.Flattened;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a line of a component says beside its place: level, origin in the source, error, and all other names for search. */
public final class ComponentFields {
    private static final Set<String> SERIOUS = Set.of("error", "fatal", "panic", "dpanic", "critical");

    private ComponentFields() {}

    /**
     * Writes them.
     *
     * @param level the level as it was written
     * @param caller {@code file:line} in the program's source; empty when it was not said
     * @param own where the names of the line itself stand
     * @param named everything else that the line names
     */
    public static void write(
            String level, String caller, String message, String own, ObjectNode named, EcsDocument document) {
        String low = level.toLowerCase(Locale.ROOT);
        int colon = caller.lastIndexOf(':');
        String number = caller.substring(colon + 1);
        document.text("message", message)
                .text("log.level", low)
                .text("log.origin.file.name", colon < 0 ? caller : caller.substring(0, colon))
                .texts("event.type", List.of(SERIOUS.contains(low) ? "error" : "info"));
        if (colon >= 0
                && !number.isEmpty()
                && number.length() < 8
                && number.chars().allMatch(c -> c >= '0' && c <= '9')) {
            document.number("log.origin.file.line", Long.parseLong(number));
        }
        String error = text(named, "err", "error");
        document.text("error.message", error);
        if (!named.isEmpty()) {
            document.node(own, Flattened.of(FieldNames.repaired(named)));
        }
    }

    private static String text(ObjectNode named, String... names) {
        for (String name : names) {
            if (named.path(name).isTextual()) {
                return named.path(name).textValue();
            }
        }
        return "";
    }
}
