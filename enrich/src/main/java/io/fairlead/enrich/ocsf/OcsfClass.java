// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ocsf;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A class of events.
 *
 * @param uid the class, for example 6003
 * @param name its name
 * @param category the category that it is of
 * @param categoryName that category's name
 * @param conditions documents that are of it: one of these
 * @param exceptions documents that are not, all the same
 * @param required groups of paths of which a document must have one each
 * @param indispensable groups of attributes of which the event must have one each
 * @param activities what may have happened, the first that holds counts
 * @param words paths of the document with a word for what happened when no activity holds
 * @param groups attributes that it shares with others
 * @param attributes attributes of its own
 */
record OcsfClass(
        int uid,
        String name,
        int category,
        String categoryName,
        @JsonProperty("when") @Nullable List<Condition> conditions,
        @JsonProperty("butNot") @Nullable List<Condition> exceptions,
        @JsonProperty("needs") @Nullable List<List<String>> required,
        @JsonProperty("must") @Nullable List<List<String>> indispensable,
        List<Activity> activities,
        @JsonProperty("other") @Nullable List<String> words,
        List<String> groups,
        List<Mapping> attributes) {
    private static final List<String> WORDS = List.of("event.action");

    /**
     * What may have happened.
     *
     * @param when when it has
     * @param id its number within the class
     * @param name its name
     */
    record Activity(Condition when, int id, String name) {}

    /** Whether a document is one of this class. */
    boolean fits(JsonNode document) {
        return any(conditions, document) && !any(exceptions, document);
    }

    private static boolean any(@Nullable List<Condition> conditions, JsonNode document) {
        return conditions != null && conditions.stream().anyMatch(condition -> condition.holds(document));
    }

    /** What a document of this class lacks: any of these paths would do. */
    Optional<List<String>> lacks(JsonNode document) {
        return required == null ? Optional.empty() : Condition.missing(required, document);
    }

    /** What an event of this class lacks, its values being of no use: any of these attributes would do. */
    Optional<List<String>> lacking(JsonNode event) {
        return indispensable == null ? Optional.empty() : Condition.missing(indispensable, event);
    }

    /** What happened; empty when the class has no name for it. */
    Optional<Activity> activity(JsonNode document) {
        return activities.stream()
                .filter(activity -> activity.when().holds(document))
                .findFirst();
    }

    /** The source's own word for what happened; empty when it has none. */
    Optional<String> word(JsonNode document) {
        return (words == null ? WORDS : words)
                .stream()
                        .map(path -> Paths.get(document, path))
                        .flatMap(value -> Conversion.TEXT.of(value).stream())
                        .map(JsonNode::asText)
                        .findFirst();
    }
}
