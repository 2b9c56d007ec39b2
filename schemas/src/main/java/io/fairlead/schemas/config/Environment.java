// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.schemas.config;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Environment variables by the path of the key they override; remembers which were asked for. */
final class Environment {
    private final String prefix;
    private final Map<String, String> variables;
    private final Set<String> used = new HashSet<>();

    Environment(String prefix, Map<String, String> variables) {
        this.prefix = prefix;
        this.variables = variables;
    }

    Optional<String> value(String path) {
        return named(nameOf(path));
    }

    /** The variable that names a file with the value. */
    Optional<String> file(String path) {
        return named(nameOf(path) + "_FILE");
    }

    String nameOf(String path) {
        return prefix + path.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    Set<String> unused() {
        Set<String> unused = new HashSet<>(variables.keySet());
        unused.removeIf(name -> !name.startsWith(prefix));
        unused.removeAll(used);
        return unused;
    }

    private Optional<String> named(String name) {
        String value = variables.get(name);
        if (value != null) {
            used.add(name);
        }
        return Optional.ofNullable(value);
    }
}
