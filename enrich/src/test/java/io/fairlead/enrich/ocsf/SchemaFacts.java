// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ocsf;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What OCSF says of the classes and objects that the view writes: names, types, what is required, the words of enums.
 *
 * @param version the version of the framework
 * @param enums words by number, for attributes that mean the same everywhere
 * @param profiles attributes that a class or object has when the event names the profile
 * @param classes classes, by name
 * @param objects objects, by name
 */
record SchemaFacts(
        String version,
        Map<String, Map<String, String>> enums,
        Map<String, Item> profiles,
        Map<String, Item> classes,
        Map<String, Item> objects) {

    static SchemaFacts load() {
        try {
            return JsonMapper.builder()
                    .build()
                    .readValue(Files.readString(Path.of("src/test/resources/ocsf/schema-1.8.json")), SchemaFacts.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Item> classOf(int uid) {
        return classes.values().stream()
                .filter(each -> each.uid() != null && each.uid() == uid)
                .map(each -> whole(each, classes))
                .findFirst();
    }

    Optional<Item> object(String name) {
        return Optional.ofNullable(objects.get(name)).map(each -> whole(each, objects));
    }

    private static Item whole(Item item, Map<String, Item> family) {
        Item parent = item.parent() == null ? null : family.get(item.parent());
        return parent == null ? item : item.over(whole(parent, family));
    }

    /**
     * A class, an object or a profile. Lists of names are texts with spaces.
     *
     * @param types names of attributes by their type; {@code []} marks lists
     * @param any groups of which one attribute must be there
     * @param one groups of which just one attribute must be there
     * @param deprecated names that were attributes once
     * @param ofProfile names that count only when the event names the profile
     */
    record Item(
            @Nullable Integer uid,
            @Nullable String name,
            @Nullable Integer category,
            @Nullable String categoryName,
            @JsonProperty("extends") @Nullable String parent,
            @Nullable String profiles,
            @Nullable Map<String, String> types,
            @Nullable String required,
            @Nullable List<String> any,
            @Nullable List<String> one,
            @Nullable String deprecated,
            @Nullable Map<String, String> ofProfile,
            @Nullable Map<String, Map<String, String>> enums) {

        Optional<String> type(String attribute) {
            return types == null
                    ? Optional.empty()
                    : types.entrySet().stream()
                            .filter(entry -> words(entry.getValue()).contains(attribute))
                            .map(Map.Entry::getKey)
                            .findFirst();
        }

        /** The profile that must be named for this attribute to count. */
        Optional<String> profileOf(String attribute) {
            return ofProfile == null
                    ? Optional.empty()
                    : ofProfile.entrySet().stream()
                            .filter(entry -> words(entry.getValue()).contains(attribute))
                            .map(Map.Entry::getKey)
                            .findFirst();
        }

        Optional<Map<String, String>> enumOf(String attribute) {
            return Optional.ofNullable(enums).map(all -> all.get(attribute));
        }

        /** This with all that it inherits. Objects say anew of what one must be there, classes say more. */
        private Item over(Item parent) {
            Map<String, String> allTypes = new HashMap<>(orEmpty(parent.types()));
            orEmpty(types).forEach((type, names) -> allTypes.merge(type, names, (a, b) -> a + " " + b));
            Map<String, Map<String, String>> allEnums = new HashMap<>(orEmpty(parent.enums()));
            orEmpty(enums).forEach((attribute, words) -> {
                Map<String, String> both = new HashMap<>(allEnums.getOrDefault(attribute, Map.of()));
                both.putAll(words);
                allEnums.put(attribute, both);
            });
            boolean isClass = parent.category() != null;
            return new Item(
                    uid,
                    name,
                    category == null ? parent.category() : category,
                    categoryName == null ? parent.categoryName() : categoryName,
                    null,
                    joined(parent.profiles(), profiles),
                    allTypes,
                    joined(parent.required(), required),
                    isClass ? both(parent.any(), any) : any == null ? parent.any() : any,
                    both(parent.one(), one),
                    joined(parent.deprecated(), deprecated),
                    ofProfile,
                    allEnums);
        }

        private static <V> Map<String, V> orEmpty(@Nullable Map<String, V> map) {
            return map == null ? Map.of() : map;
        }

        private static String joined(@Nullable String a, @Nullable String b) {
            return ((a == null ? "" : a) + " " + (b == null ? "" : b)).strip();
        }

        private static List<String> both(@Nullable List<String> a, @Nullable List<String> b) {
            List<String> all = new ArrayList<>(a == null ? List.of() : a);
            all.addAll(b == null ? List.of() : b);
            return all;
        }
    }

    static Set<String> words(@Nullable String text) {
        return text == null || text.isBlank() ? Set.of() : new TreeSet<>(List.of(text.split(" ")));
    }
}
