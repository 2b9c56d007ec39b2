// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What content is found to be.
 *
 * @param confidence how surely: by fields or words that only the format has, or because nothing else takes it
 * @param candidates the formats that fit with this confidence, sorted by name; it is decided when there is one
 */
public record Detection(Format.Fit confidence, List<Format> candidates) {
    public Detection {
        candidates = List.copyOf(candidates);
    }

    /** The format; empty when none fits, or when more than one does: then none is guessed. */
    public Optional<Format> format() {
        return candidates.size() == 1 ? Optional.of(candidates.getFirst()) : Optional.empty();
    }

    /** Names of the formats that fit. */
    public List<String> names() {
        return candidates.stream().map(Format::name).toList();
    }

    /** The confidence in small letters: {@code exact}, {@code general}, {@code none}. */
    public String words() {
        return confidence.name().toLowerCase(Locale.ROOT);
    }
}
