// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testkit.SeededRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PartialTimeTest {
    private static final List<ZoneId> ZONES = List.of(
            ZoneOffset.UTC, ZoneId.of("Pacific/Kiritimati"), ZoneId.of("America/Los_Angeles"), ZoneId.of("+05:45"));

    @ParameterizedTest
    @CsvSource({
        "5, 10, 2026-11-23T00:00:00Z, 2026-05-10T12:00:00Z",
        "11, 23, 2026-11-23T00:00:00Z, 2026-11-23T12:00:00Z",
        "11, 24, 2026-11-23T12:00:00Z, 2026-11-24T12:00:00Z",
        "11, 24, 2026-11-23T11:59:59Z, 2025-11-24T12:00:00Z",
        "12, 31, 2027-01-01T00:00:05Z, 2026-12-31T12:00:00Z",
        "1, 1, 2026-12-31T23:59:58Z, 2027-01-01T12:00:00Z",
        "2, 29, 2026-11-23T00:00:00Z, 2024-02-29T12:00:00Z",
        "2, 29, 2028-02-28T12:00:00Z, 2028-02-29T12:00:00Z",
        "2, 29, 2103-06-01T00:00:00Z, 2096-02-29T12:00:00Z",
    })
    void aDayWithoutItsYearIsTheLatestThatIsPast(int month, int day, Instant received, Instant expected) {
        assertThat(PartialTime.withoutYear(month, day, LocalTime.NOON, received, ZoneOffset.UTC))
                .contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"2, 30", "4, 31", "0, 1", "13, 1", "1, 0"})
    void thereAreNoSuchDays(int month, int day) {
        assertThat(PartialTime.withoutYear(
                        month, day, LocalTime.NOON, Instant.parse("2026-11-23T00:00:00Z"), ZoneOffset.UTC))
                .isEmpty();
    }

    @Test
    void whatWasWrittenAroundNewYearGetsItsOwnYearBack() {
        SeededRandom.check("stamps around New Year", 500, random -> {
            ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
            LocalDateTime newYear =
                    LocalDate.of(2000 + random.nextInt(150), 1, 1).atStartOfDay();
            LocalDateTime written = newYear.plusSeconds(random.nextLong(-259_200, 259_200));
            Instant instant = written.atZone(zone).toInstant();
            // a clock may be a day ahead, and a line may wait for months until it is collected
            Instant received = instant.plus(delay(random));

            Optional<Instant> found = PartialTime.withoutYear(
                    written.getMonthValue(), written.getDayOfMonth(), written.toLocalTime(), received, zone);

            assertThat(found).contains(instant);
        });
    }

    private static Duration delay(Random random) {
        return random.nextBoolean()
                ? Duration.ofSeconds(random.nextLong(-86_400, 86_400))
                : Duration.ofDays(random.nextLong(363));
    }

    @ParameterizedTest
    @CsvSource({
        "14:02:11, 2026-11-23T14:02:12Z, 2026-11-23T14:02:11Z",
        "14:02:11, 2026-11-23T13:58:00Z, 2026-11-23T14:02:11Z",
        "14:02:11, 2026-11-23T13:50:00Z, 2026-11-22T14:02:11Z",
        "23:59:59, 2027-01-01T00:00:02Z, 2026-12-31T23:59:59Z",
        "00:00:01, 2026-12-31T23:59:58Z, 2027-01-01T00:00:01Z",
    })
    void aTimeWithoutItsDayIsTheLatestThatIsPast(LocalTime time, Instant received, Instant expected) {
        assertThat(PartialTime.withoutDay(time, received, ZoneOffset.UTC)).isEqualTo(expected);
    }
}
