// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.schemas.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Binds a YAML node to a record, component by component, and gathers every fault with its line. */
final class RecordBinder {
    private final String label;
    private final Environment environment;
    private final List<String> errors;

    RecordBinder(String label, Environment environment, List<String> errors) {
        this.label = label;
        this.environment = environment;
        this.errors = errors;
    }

    @Nullable
    Object bindRoot(Class<?> type, @Nullable Node node) {
        return bindRecord(type, node, "");
    }

    private @Nullable Object bindRecord(Class<?> type, @Nullable Node node, String path) {
        Map<String, Node> given = entries(node, path);
        RecordComponent[] components = type.getRecordComponents();
        List<String> known =
                Arrays.stream(components).map(c -> kebab(c.getName())).toList();
        given.forEach((key, value) -> {
            if (!known.contains(key)) {
                fault(value, "unknown key '" + join(path, key) + "'; known here: " + String.join(", ", known));
            }
        });
        int before = errors.size();
        @Nullable Object[] arguments = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String key = kebab(components[i].getName());
            arguments[i] = bindComponent(components[i], given.get(key), join(path, key));
        }
        return errors.size() > before ? null : construct(type, arguments, node, path);
    }

    private @Nullable Object bindComponent(RecordComponent component, @Nullable Node node, String path) {
        Setting setting = component.getAnnotation(Setting.class);
        Type type = component.getGenericType();
        boolean optional = component.getType() == Optional.class;
        Type inner = optional ? argument(type, 0) : type;
        Object value = bind(inner, node, path, setting);
        return optional ? Optional.ofNullable(value) : value;
    }

    private @Nullable Object bind(Type type, @Nullable Node node, String path, @Nullable Setting setting) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == List.class
                    ? bindList(argument(type, 0), node, path, setting)
                    : bindMap(argument(type, 1), node, path, setting);
        }
        Class<?> raw = (Class<?>) type;
        if (raw.isRecord() && raw != DataSize.class) {
            boolean absent =
                    node == null && setting != null && setting.defaultValue().equals("none");
            return absent ? null : bindRecord(raw, node, path);
        }
        if (raw == Secret.class) {
            return SecretReader.read(node, path, environment, this::fault);
        }
        return bindScalar(raw, node, path, setting);
    }

    private @Nullable Object bindScalar(Class<?> type, @Nullable Node node, String path, @Nullable Setting setting) {
        Optional<String> variable = environment.value(path);
        String text = null;
        if (variable.isPresent()) {
            text = variable.get();
        } else if (node instanceof ScalarNode scalar && scalar.getTag() != Tag.NULL) {
            text = scalar.getValue();
        } else if (node != null && !(node instanceof ScalarNode)) {
            fault(node, "'" + path + "' takes one value");
            return null;
        } else if (setting != null && (!setting.defaultValue().isEmpty() || type == String.class)) {
            text = setting.defaultValue();
        }
        if (text == null || text.isEmpty() && type != String.class) {
            return null;
        }
        try {
            return Scalars.parse(type, text, setting);
        } catch (IllegalArgumentException e) {
            String where = variable.isPresent() ? " (from " + environment.nameOf(path) + ")" : "";
            fault(variable.isPresent() ? null : node, "'" + path + "'" + where + ": " + e.getMessage());
            return null;
        }
    }

    private List<Object> bindList(Type item, @Nullable Node node, String path, @Nullable Setting setting) {
        List<Object> list = new ArrayList<>();
        Optional<String> variable = environment.value(path);
        String text = variable.orElse(node == null && setting != null ? setting.defaultValue() : "");
        if (!text.isEmpty() && item instanceof Class<?> scalar) {
            for (String part : text.split(",", -1)) {
                list.add(Scalars.parse(scalar, part.strip(), null));
            }
        } else if (node instanceof SequenceNode sequence) {
            for (Node child : sequence.getValue()) {
                Object value = bind(item, child, path + "[" + list.size() + "]", null);
                if (value != null) {
                    list.add(value);
                }
            }
        } else if (node != null && node.getTag() != Tag.NULL) {
            fault(node, "'" + path + "' takes a list");
        }
        return List.copyOf(list);
    }

    private Map<String, Object> bindMap(Type value, @Nullable Node node, String path, @Nullable Setting setting) {
        Map<String, Object> map = new LinkedHashMap<>();
        entries(node, path).forEach((key, child) -> {
            Object bound = bind(value, child, join(path, key), null);
            if (bound != null) {
                map.put(key, bound);
            }
        });
        if (map.isEmpty() && setting != null && !setting.defaultValue().isEmpty()) {
            throw new IllegalStateException("a map setting takes no default: " + path);
        }
        return java.util.Collections.unmodifiableMap(map);
    }

    private Map<String, Node> entries(@Nullable Node node, String path) {
        if (node == null || node.getTag() == Tag.NULL) {
            return Map.of();
        }
        if (!(node instanceof MappingNode mapping)) {
            fault(node, (path.isEmpty() ? "the file" : "'" + path + "'") + " takes keys and values");
            return Map.of();
        }
        Map<String, Node> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                fault(tuple.getKeyNode(), "a key takes one value");
            } else if (entries.put(key.getValue(), tuple.getValueNode()) != null) {
                fault(key, "'" + join(path, key.getValue()) + "' stands here twice");
            }
        }
        return entries;
    }

    private @Nullable Object construct(Class<?> type, @Nullable Object[] arguments, @Nullable Node node, String path) {
        RecordComponent[] components = type.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            if (arguments[i] == null) {
                fault(node, "'" + join(path, kebab(components[i].getName())) + "' is missing and has no default");
                return null;
            }
        }
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            fault(
                    node,
                    (path.isEmpty() ? "" : "'" + path + "': ")
                            + Objects.requireNonNull(e.getCause()).getMessage());
            return null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("settings record without a canonical constructor: " + type, e);
        }
    }

    private void fault(@Nullable Node node, String message) {
        String line = node == null
                ? ""
                : node.getStartMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
        errors.add(label + line + ": " + message);
    }

    private static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
