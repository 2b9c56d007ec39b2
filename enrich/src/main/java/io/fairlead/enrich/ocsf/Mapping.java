// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ocsf;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attribute: where it comes from, and what is done with it.
 *
 * @param to path of the attribute
 * @param sources paths of the document, the first that has a value counts
 * @param conversion how the value is written; as a text when absent
 * @param map name of a list of words; a word that is not in it counts as no value
 * @param prefix what a text must begin with to count
 * @param each what is added to a list for every value, {@code $} being the value, {@code $path} another of the document and
 *     {@code $path?} one that may be missing
 * @param then what is written in the place of the value
 * @param otherwise what is written when there is no value
 * @param given attribute that must be there already
 * @param without attributes that must not be there yet
 * @param instead paths of the document that must have no value
 */
record Mapping(
        String to,
        @JsonProperty("from") @Nullable List<String> sources,
        @JsonProperty("as") @Nullable Conversion conversion,
        @Nullable String map,
        @Nullable String prefix,
        @Nullable JsonNode each,
        @Nullable JsonNode then,
        @JsonProperty("else") @Nullable JsonNode otherwise,
        @JsonProperty("if") @Nullable String given,

        @JsonProperty("unless") @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable
        List<String> without,

        @JsonProperty("whenNo") @Nullable List<String> instead) {

    List<String> from() {
        return sources == null ? List.of() : sources;
    }

    List<String> unless() {
        return without == null ? List.of() : without;
    }

    List<String> whenNo() {
        return instead == null ? List.of() : instead;
    }

    Conversion as() {
        return conversion == null ? Conversion.TEXT : conversion;
    }
}
