// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import io.fairlead.detect.rule.TimePart;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.util.OptionalInt;

/** Reads parts of ISO 8601 times (a blank may stand for the T, UTC where no offset is given). */
final class TimeParts {
    private TimeParts() {}

    static OptionalInt of(TimePart part, String text) {
        if (text.length() < 10 || text.length() > 40) {
            return OptionalInt.empty();
        }
        try {
            TemporalAccessor parsed = DateTimeFormatter.ISO_DATE_TIME.parseBest(
                    text.replace(' ', 'T'), java.time.OffsetDateTime::from, LocalDateTime::from);
            LocalDateTime time = parsed instanceof java.time.OffsetDateTime offset
                    ? offset.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
                    : LocalDateTime.from(parsed);
            return OptionalInt.of(get(part, time));
        } catch (DateTimeException noTime) {
            return OptionalInt.empty();
        }
    }

    private static int get(TimePart part, LocalDateTime time) {
        return switch (part) {
            case MINUTE -> time.getMinute();
            case HOUR -> time.getHour();
            case DAY -> time.getDayOfMonth();
            case WEEK -> time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            case MONTH -> time.getMonthValue();
            case YEAR -> time.get(ChronoField.YEAR);
        };
    }
}
