// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testkit.SeededRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Rfc3339Test {
    private static final long EARLIEST = Instant.parse("-0001-01-01T00:00:00Z").getEpochSecond();
    private static final long LATEST = Instant.parse("+10001-01-01T00:00:00Z").getEpochSecond();
    private static final int[] UNITS = {1_000_000_000, 1_000_000, 1_000, 1};

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999999999Z",
                "+10000-01-01T00:00:00Z",
                "-0001-12-31T23:59:59Z",
                "1969-12-31T23:59:59.001Z",
                "2026-02-28T09:08:07.010Z",
                "2026-02-28T09:08:07.000010Z",
                "2026-02-28T09:08:07.000000001Z"
            })
    void writesAsInstantsDo(String text) {
        assertThat(Rfc3339.text(Instant.parse(text))).isEqualTo(text);
    }

    @Test
    void writesAnyInstantAsItWritesItself() {
        SeededRandom.check("instants", 20_000, random -> {
            int unit = UNITS[random.nextInt(UNITS.length)];
            long nanos = random.nextLong(1_000_000_000L / unit) * unit;
            Instant instant = Instant.ofEpochSecond(random.nextLong(EARLIEST, LATEST), nanos);
            assertThat(Rfc3339.text(instant)).isEqualTo(instant.toString());
        });
    }
}
