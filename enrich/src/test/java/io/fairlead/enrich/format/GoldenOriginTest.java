// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where golden files come from: a recording, or a documentation that docs/sources.md names beside the word unverified. */
final class GoldenOriginTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final Path PAGE = Path.of("../docs/sources.md");
    private static final Pattern NAME = Pattern.compile("`([a-z_.]+)`");
    private static final Pattern ROW = Pattern.compile("\\| `([a-z_.]+)` \\| (.*) \\|");

    @Test
    void everyGoldenIsRecordedOrListedAsUnverifiedWithItsDocumentation() throws IOException {
        String page = Files.readString(PAGE);
        String part = page.substring(page.indexOf("## What was recorded, and what was not"));
        Set<String> others = names(part.substring(0, part.indexOf("The golden files of all others")));
        Map<String, String> unverified = new TreeMap<>();
        for (String line : part.lines().toList()) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                unverified.put(row.group(1), row.group(2));
            }
        }
        assertThat(unverified)
                .allSatisfy((format, source) ->
                        assertThat(source).as(format).hasSizeGreaterThan(8).matches(".*\\p{L}{4}.*"));
        assertThat(unverified.keySet()).doesNotContainAnyElementsOf(others);
        Set<String> named = new TreeSet<>(others);
        named.addAll(unverified.keySet());
        assertThat(named).containsExactlyElementsOf(goldens());
    }

    private static Set<String> names(String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = NAME.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    private static List<String> goldens() throws IOException {
        try (Stream<Path> folders = Files.list(GOLDEN)) {
            return folders.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
