// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.rule.Logsource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A plugin whose records are JSON.
 *
 * @param source what rules call its source
 * @param name the plugin's own name
 * @param logsource the source in the words of log sources
 * @param dataset the dataset that keeps its records whole; empty when none does
 * @param record where a document of the dataset has the record
 * @param stamp where the record has its time
 */
record Plugin(String source, String name, Logsource logsource, String dataset, String record, String stamp) {
    /** Its source, with the records where the dataset has them, or alone. */
    Source source(boolean asIs) {
        String base = asIs || dataset.isEmpty() ? "" : record + ".";
        Map<String, Reading> readings = new HashMap<>(CommonReadings.all());
        readings.putAll(CloudReadings.all());
        readings.putAll(ServiceReadings.all());
        Map<String, FieldDefinition> fields = new HashMap<>(JsonFields.of(source, name, base, List.of(stamp)));
        fields.putAll(FieldTable.read(name + "-fields.txt", Readings.of(readings), base, "")
                .fields());
        return new Source(
                source,
                logsource,
                dataset.isEmpty() ? List.of() : List.of(dataset),
                Set.of(),
                Map.copyOf(fields),
                Optional.of(base),
                false);
    }
}
