// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.auditd;

import io.fairlead.enrich.format.auditd.Meaning.People;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Meanings by name, a line each in a table on the class path; the table says what its columns are. */
final class MeaningTable {
    private static final int COLUMNS = 13;

    private final Map<String, Meaning> meanings = new HashMap<>();

    MeaningTable(String resource) {
        String path = "/auditd/" + resource + ".txt";
        try (InputStream in = MeaningTable.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("missing from the class path: " + path);
            }
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(this::row);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    Optional<Meaning> of(String name) {
        return Optional.ofNullable(meanings.get(name));
    }

    private void row(String line) {
        String[] cells = line.split("\\|", COLUMNS);
        String people = words(cells, 12).isEmpty() ? "none" : words(cells, 12).get(0);
        Meaning meaning = new Meaning(
                text(cells, 1),
                words(cells, 11).contains("alert") ? "alert" : "",
                words(cells, 2),
                words(cells, 3),
                text(cells, 4),
                text(cells, 5).isEmpty() ? 0 : Integer.parseInt(text(cells, 5)),
                words(cells, 6),
                words(cells, 7),
                words(cells, 8),
                words(cells, 9),
                words(cells, 10),
                words(cells, 11).contains("from"),
                People.valueOf(people.toUpperCase(Locale.ROOT).replace('-', '_')));
        words(cells, 0).forEach(name -> meanings.put(name, meaning));
    }

    private static String text(String[] cells, int column) {
        return column < cells.length ? cells[column].strip() : "";
    }

    private static List<String> words(String[] cells, int column) {
        String text = text(cells, column);
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }
}
