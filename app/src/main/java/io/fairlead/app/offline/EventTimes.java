// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.offline;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Finds the time in events of any shape. */
final class EventTimes {
    /** Fields that hold the time of an event in logs that people have, the surest first. */
    private static final List<String> USUAL = List.of(
            "@timestamp",
            "requestReceivedTimestamp",
            "eventTime",
            "UtcTime",
            "TimeCreated_SystemTime",
            "EventTime",
            "timestamp",
            "Timestamp",
            "time");

    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);
    /** Numbers from here on are milliseconds, microseconds, nanoseconds; seconds reach here in the year 5138. */
    private static final List<BigDecimal> SMALLEST =
            List.of(new BigDecimal("1e17"), new BigDecimal("1e14"), new BigDecimal("1e11"));

    private EventTimes() {}

    /** The time in this field, a name or a dotted path. */
    static Optional<Instant> in(JsonNode event, String field) {
        return find(event, field).flatMap(EventTimes::read);
    }

    /** The time in the first field of a usual name that holds one. */
    static Optional<Instant> usual(JsonNode event) {
        return USUAL.stream()
                .map(field -> in(event, field))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<JsonNode> find(JsonNode node, String path) {
        JsonNode direct = node.get(path);
        if (direct != null) {
            return Optional.of(direct);
        }
        for (int dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
            JsonNode below = node.get(path.substring(0, dot));
            if (below != null) {
                Optional<JsonNode> found = find(below, path.substring(dot + 1));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Instant> read(JsonNode value) {
        if (!value.isValueNode() || value.isNull() || value.isBoolean()) {
            return Optional.empty();
        }
        String text = value.asText().strip();
        try {
            return Optional.of(isNumber(text) ? number(new BigDecimal(text)) : text(text));
        } catch (DateTimeException | ArithmeticException noTime) {
            return Optional.empty();
        }
    }

    private static boolean isNumber(String text) {
        return text.length() <= 40 && text.matches("[0-9]+(\\.[0-9]+)?");
    }

    /** Seconds, milliseconds, microseconds or nanoseconds since the epoch, told apart by their size. */
    private static Instant number(BigDecimal number) {
        BigDecimal nanos = number.multiply(NANOS);
        for (int i = 0; i < SMALLEST.size(); i++) {
            if (number.compareTo(SMALLEST.get(i)) >= 0) {
                nanos = number.multiply(BigDecimal.TEN.pow(3 * i));
                break;
            }
        }
        BigDecimal seconds = nanos.divideToIntegralValue(NANOS);
        return Instant.ofEpochSecond(
                seconds.longValueExact(),
                nanos.subtract(seconds.multiply(NANOS))
                        .setScale(0, RoundingMode.DOWN)
                        .longValueExact());
    }

    /** RFC 3339, with a blank in place of the T too; UTC where no zone is named. */
    private static Instant text(String text) {
        String time =
                text.length() > 10 && text.charAt(10) == ' ' ? text.substring(0, 10) + 'T' + text.substring(11) : text;
        try {
            return OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeException noZone) {
            return LocalDateTime.parse(time).toInstant(ZoneOffset.UTC);
        }
    }
}
