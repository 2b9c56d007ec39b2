// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.rule.Logsource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A source of events in Falco's sense.
 *
 * @param name what rules call it under {@code source}
 * @param logsource the same in the words of log sources
 * @param datasets the datasets whose events are its events; none when nothing here carries them
 * @param eventTypes values that {@code evt.type} can have there; empty when any
 * @param fields its fields by name; a name that ends in {@code .*} stands for all that begin so
 * @param record where the source's own record stands as JSON: empty for the whole document, or a path that ends in a dot; absent
 *     where the record is no JSON
 * @param ownNames whether events hold the fields under their own names
 */
record Source(
        String name,
        Logsource logsource,
        List<String> datasets,
        Set<String> eventTypes,
        Map<String, FieldDefinition> fields,
        Optional<String> record,
        boolean ownNames) {

    /** The definition of a field, by its name or by the longest beginning of it that the source knows. */
    Optional<FieldDefinition> field(String field) {
        FieldDefinition exact = fields.get(field);
        String start = field;
        while (exact == null && start.indexOf('.') >= 0) {
            start = start.substring(0, start.lastIndexOf('.'));
            exact = fields.get(start + ".*");
        }
        return Optional.ofNullable(exact);
    }
}
