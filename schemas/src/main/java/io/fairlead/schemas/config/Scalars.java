// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.schemas.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parses one value of the configuration by the type that wants it. */
final class Scalars {
    private Scalars() {}

    static Object parse(Class<?> type, String text, @Nullable Setting setting) {
        if (type == String.class) {
            return text;
        } else if (type == boolean.class || type == Boolean.class) {
            return bool(text);
        } else if (type == int.class || type == Integer.class) {
            return Math.toIntExact(number(text, setting));
        } else if (type == long.class || type == Long.class) {
            return number(text, setting);
        } else if (type == double.class || type == Double.class) {
            return decimal(text);
        } else if (type == Duration.class) {
            return Durations.parse(text);
        } else if (type == DataSize.class) {
            return DataSize.parse(text);
        } else if (type == URI.class) {
            return URI.create(text);
        } else if (type == Path.class) {
            return Path.of(text);
        } else if (type.isEnum()) {
            return constant(type, text);
        }
        throw new IllegalStateException("no settings of type " + type);
    }

    private static boolean bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("takes true or false, not '" + text + "'");
        };
    }

    private static long number(String text, @Nullable Setting setting) {
        long number;
        try {
            number = Long.parseLong(text.replace("_", ""));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("takes a whole number, not '" + text + "'", e);
        }
        if (setting != null && (number < setting.min() || number > setting.max())) {
            throw new IllegalArgumentException(
                    "takes a number from " + setting.min() + " to " + setting.max() + ", not " + number);
        }
        return number;
    }

    private static double decimal(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("takes a number, not '" + text + "'", e);
        }
    }

    private static Object constant(Class<?> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> text(value).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("takes one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(Scalars::text)
                                .collect(Collectors.joining(", "))
                        + ", not '" + text + "'"));
    }

    private static String text(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
