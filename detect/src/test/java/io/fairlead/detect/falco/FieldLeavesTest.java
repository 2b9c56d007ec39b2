// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.LeafChecks;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What Falco's fields read: typed leaves of every dataset that carries the field. */
class FieldLeavesTest {
    @Test
    void everyFieldReadsTypedLeaves() {
        Map<String, Set<String>> read = new TreeMap<>();
        for (Source source : Sources.standard().values()) {
            for (String dataset : source.datasets()) {
                Set<String> paths = read.computeIfAbsent(dataset, unused -> new TreeSet<>());
                source.fields().forEach((name, field) -> {
                    if (!field.carriedBy(dataset).missing()) {
                        paths.addAll(field.paths());
                    }
                });
            }
        }
        assertThat(read).hasSizeGreaterThanOrEqualTo(6);
        assertThat(LeafChecks.missing(read)).isEmpty();
    }
}
