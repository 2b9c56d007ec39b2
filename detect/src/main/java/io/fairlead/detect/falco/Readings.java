// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the words in the second column of a table of fields mean. */
@FunctionalInterface
interface Readings {
    /**
     * The reading of a word.
     *
     * @param keys the words behind it
     */
    Optional<Reading> of(String word, List<String> keys);

    /** Words that take no keys. */
    static Readings of(Map<String, Reading> readings) {
        return (word, keys) -> keys.isEmpty() ? Optional.ofNullable(readings.get(word)) : Optional.empty();
    }

    /** These, or else those. */
    default Readings or(Readings others) {
        return (word, keys) -> of(word, keys).or(() -> others.of(word, keys));
    }
}
