// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.config;

import io.fairlead.schemas.config.DataSize;
import io.fairlead.schemas.config.Secret;
import io.fairlead.schemas.config.Setting;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One key of the configuration file as its record declares it.
 *
 * @param path keys from the top, joined by dots
 * @param key the last of them
 * @param depth how many keys are above it
 * @param kind what it takes, in words
 * @param doc what it means
 * @param defaultValue the default as written in the file; empty when there is none
 * @param container true when further keys stand below it
 * @param inItem true when it stands below a list or a map, so that no environment variable can name it
 */
record SettingEntry(
        String path,
        String key,
        int depth,
        String kind,
        String doc,
        String defaultValue,
        boolean container,
        boolean inItem) {

    /** Every key of a settings record, each container before what it holds. */
    static List<SettingEntry> of(Class<? extends Record> type) {
        List<SettingEntry> entries = new ArrayList<>();
        collect(type, "", 0, false, entries);
        return entries;
    }

    /** The environment variable that overrides it, where there is one. */
    Optional<String> variable() {
        return container || inItem || kind.startsWith("map")
                ? Optional.empty()
                : Optional.of(
                        "FAIRLEAD_" + path.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT));
    }

    private static void collect(Class<?> type, String above, int depth, boolean inItem, List<SettingEntry> entries) {
        for (RecordComponent component : type.getRecordComponents()) {
            Setting setting = component.getAnnotation(Setting.class);
            if (setting == null) {
                throw new IllegalStateException(type.getName() + "." + component.getName() + " lacks @Setting");
            }
            String key = kebab(component.getName());
            String path = above.isEmpty() ? key : above + "." + key;
            Type inner = component.getType() == Optional.class
                    ? argument(component.getGenericType(), 0)
                    : component.getGenericType();
            Optional<Class<?>> below = below(inner);
            boolean item = inner instanceof ParameterizedType;
            entries.add(new SettingEntry(
                    path,
                    key,
                    depth,
                    kind(inner, setting),
                    setting.doc(),
                    shown(setting.defaultValue()),
                    below.isPresent(),
                    inItem));
            below.ifPresent(
                    record -> collect(record, item ? path + suffix(inner) : path, depth + 1, inItem || item, entries));
        }
    }

    private static String shown(String defaultValue) {
        return defaultValue.equals("none") ? "" : defaultValue;
    }

    private static Optional<Class<?>> below(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return below(arguments[arguments.length - 1]);
        }
        Class<?> raw = (Class<?>) type;
        return raw.isRecord() && raw != DataSize.class ? Optional.of(raw) : Optional.empty();
    }

    private static String suffix(Type type) {
        return ((ParameterizedType) type).getRawType() == List.class ? "[]" : ".NAME";
    }

    private static String kind(Type type, Setting setting) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == List.class
                    ? "list of " + kind(argument(generic, 0), setting) + "s"
                    : "map of names to " + kind(argument(generic, 1), setting) + "s";
        }
        Class<?> raw = (Class<?>) type;
        if (raw.isEnum()) {
            return Arrays.stream(raw.getEnumConstants())
                    .map(value ->
                            ((Enum<?>) value).name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .collect(Collectors.joining(" or "));
        }
        String name = raw.getSimpleName();
        return switch (name) {
            case "String" -> "text";
            case "boolean", "Boolean" -> "true or false";
            case "int", "Integer", "long", "Long" -> "number" + bounds(setting);
            case "double", "Double" -> "decimal number";
            case "Duration" -> "duration";
            case "DataSize" -> "size";
            case "URI" -> "URL";
            case "Path" -> "path";
            default -> raw == Secret.class ? "secret" : "section";
        };
    }

    private static String bounds(Setting setting) {
        boolean from = setting.min() != Long.MIN_VALUE;
        boolean to = setting.max() != Long.MAX_VALUE;
        return (from ? " from " + setting.min() : "") + (to ? " to " + setting.max() : "");
    }

    private static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
