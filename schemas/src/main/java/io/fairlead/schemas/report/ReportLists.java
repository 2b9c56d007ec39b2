// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.schemas.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The lists at which a long report may be cut into several that say the same: each holds some of the members and repeats
 * everything else. Who receives a report and who reads it must agree on these, and neither knows the other.
 */
public final class ReportLists {
    private static final String RESOURCE = "/reports/lists.txt";
    private static final Map<String, Set<String>> LISTS = read();

    private ReportLists() {}

    /** The formats whose reports may be cut, sorted. */
    public static Set<String> formats() {
        return LISTS.keySet();
    }

    /** Names of the lists; empty when reports of this format must not be cut. */
    public static Optional<Set<String>> of(String format) {
        return Optional.ofNullable(LISTS.get(format));
    }

    private static Map<String, Set<String>> read() {
        Map<String, Set<String>> lists = new TreeMap<>();
        try (InputStream in = ReportLists.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("missing from the class path: " + RESOURCE);
            }
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] words = line.split(" ", -1);
                    lists.put(words[0], Set.copyOf(Arrays.asList(words).subList(1, words.length)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
        return java.util.Collections.unmodifiableMap(lists);
    }
}
