// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.syslog;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Optional;

/**
 * What a program says in these words, and what it means.
 *
 * @param words the whole message
 * @param categories of ECS, separated by commas
 * @param types of ECS, separated by commas
 * @param paths for each group of the words the fields that it fills, separated by commas
 */
record Phrase(Pattern words, String categories, String types, String action, boolean success, List<String> paths) {
    static Phrase of(String words, String categories, String types, String action, boolean success, String... paths) {
        return new Phrase(Pattern.compile("^(?:" + words + ")$"), categories, types, action, success, List.of(paths));
    }

    /** What the first of these phrases that fits means. */
    static Optional<Meaning> read(List<Phrase> phrases, String text) {
        for (Phrase phrase : phrases) {
            Matcher matcher = phrase.words.matcher(text);
            if (matcher.matches()) {
                return Optional.of(phrase.meaning(matcher));
            }
        }
        return Optional.empty();
    }

    private Meaning meaning(Matcher matcher) {
        Meaning meaning = Meaning.of(categories, types, action, success);
        for (int i = 0; i < paths.size(); i++) {
            String value = matcher.group(i + 1);
            if (value != null) {
                for (String path : paths.get(i).split(",", -1)) {
                    meaning.with(path, value);
                }
            }
        }
        return meaning;
    }
}
