// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.LeafChecks;
import io.fairlead.detect.rule.Projection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the mapping files say that Sigma's names are: typed leaves of every dataset that carries the log source. */
class MappedLeavesTest {
    @Test
    void everyMappedNameIsATypedLeaf() {
        Map<String, Set<String>> read = new TreeMap<>();
        for (LogsourceNames entry : LogsourceMap.bundled().entries()) {
            Set<String> paths = new TreeSet<>();
            entry.table().fields().values().forEach(paths::addAll);
            entry.table().natives().forEach(name -> paths.addAll(entry.of(name)));
            for (Projection projection : entry.projections().values()) {
                paths.addAll(projection.sources());
            }
            entry.datasets()
                    .forEach(dataset -> read.computeIfAbsent(dataset, unused -> new TreeSet<>())
                            .addAll(paths));
        }
        assertThat(read).hasSizeGreaterThan(40);
        assertThat(LeafChecks.missing(read)).isEmpty();
    }
}
