// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.auditd;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A table of the kernel's numbers and their names, one {@code NUMBER NAME} a line, on the class path. */
final class NumberedNames {
    private final Map<Integer, String> names = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    NumberedNames(String resource) {
        String path = "/auditd/" + resource + ".txt";
        try (InputStream in = NumberedNames.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("missing from the class path: " + path);
            }
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                int space = line.indexOf(' ');
                int number = Integer.parseInt(line.substring(0, space));
                names.putIfAbsent(number, line.substring(space + 1));
                numbers.put(line.substring(space + 1), number);
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    Optional<String> name(int number) {
        return Optional.ofNullable(names.get(number));
    }

    Optional<Integer> number(String name) {
        return Optional.ofNullable(numbers.get(name));
    }
}
