// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ocsf;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attribute: where it comes from, and what is done with it.
 *
 * @param to path of the attribute
 * @param from paths of the document, the first that has a value counts
 * @param as how the value is written; verbatim when absent
 * @param map name of a list of words; a word that is not in it counts as no value
 * @param prefix what a text must begin with to count
 * @param each what is added to a list for every value, {@code $} being the value and {@code $path} another of the document
 * @param then what is written in the place of the value
 * @param otherwise what is written when there is no value
 * @param given attribute that must be there already
 * @param unless attribute that must not be there yet
 */
record Mapping(
        String to,
        @JsonProperty("from") @Nullable List<String> sources,
        @Nullable Conversion as,
        @Nullable String map,
        @Nullable String prefix,
        @Nullable JsonNode each,
        @Nullable JsonNode then,
        @JsonProperty("else") @Nullable JsonNode otherwise,
        @JsonProperty("if") @Nullable String given,
        @Nullable String unless) {

    List<String> from() {
        return sources == null ? List.of() : sources;
    }

    /** Whether the view holds all of the value. */
    boolean verbatim() {
        return map == null && then == null && (as == null || as.verbatim());
    }
}
