// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table of fields: a line each with columns between bars. The first line names the columns: field, reading, paths and a column for
 * each dataset. A mistake in it is one of the build and ends the program.
 */
final class FieldTable {
    /** The column of any dataset. */
    static final String ANY = "*";

    private final List<String> datasets = new ArrayList<>();
    private final Map<String, FieldDefinition> fields = new LinkedHashMap<>();

    /**
     * Reads a table.
     *
     * @param resource its file beside this class
     * @param readings what the words of its second column mean
     * @param base put before every path: empty, or a path that ends in a dot
     * @param tilde what a leading tilde in a path stands for: empty, or a path that ends in a dot
     */
    static FieldTable read(String resource, Readings readings, String base, String tilde) {
        FieldTable table = new FieldTable();
        boolean head = true;
        for (String line : lines(resource)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            List<String> cells = cells(line);
            if (head) {
                table.datasets.addAll(cells.subList(3, cells.size()));
                head = false;
            } else {
                table.add(cells, readings, base, tilde, resource);
            }
        }
        return table;
    }

    private void add(List<String> cells, Readings readings, String base, String tilde, String resource) {
        String field = cells.get(0);
        List<String> words = List.of(cells.get(1).split(" +", -1));
        Optional<Reading> reading = readings.of(words.getFirst(), words.subList(1, words.size()));
        if (reading.isEmpty() || cells.size() != datasets.size() + 3) {
            throw new IllegalStateException(resource + ": the line of " + field + " is wrong");
        }
        List<String> paths = new ArrayList<>();
        for (String path : cells.get(2).isEmpty() ? new String[0] : cells.get(2).split(" +", -1)) {
            paths.add(path.startsWith("~") ? tilde + path.substring(1) : base + path);
        }
        Map<String, Carriage> carriers = new LinkedHashMap<>();
        for (int i = 0; i < datasets.size(); i++) {
            carriers.put(datasets.get(i), Carriage.of(cells.get(i + 3)));
        }
        if (fields.put(field, new FieldDefinition(List.copyOf(paths), reading.get(), Map.copyOf(carriers))) != null) {
            throw new IllegalStateException(resource + ": " + field + " stands there twice");
        }
    }

    /** The datasets that have a column. */
    List<String> datasets() {
        return List.copyOf(datasets);
    }

    /** The fields by name; a name that ends in {@code .*} stands for all that begin so. */
    Map<String, FieldDefinition> fields() {
        return Map.copyOf(fields);
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        for (String cell : line.split("\\|", -1)) {
            cells.add(cell.strip());
        }
        return cells;
    }

    private static List<String> lines(String resource) {
        try (InputStream stream = FieldTable.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException(resource + " is not beside its class");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
