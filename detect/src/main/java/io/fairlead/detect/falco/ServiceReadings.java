// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.rule.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Readings of {@code okta.*} and {@code github.*}, as the plugins' documentation describes the fields. */
final class ServiceReadings {
    private static final String GITHUB = "https://github.com/";

    private ServiceReadings() {}

    static Map<String, Reading> all() {
        Map<String, Reading> readings = new HashMap<>();
        put(readings, "app", trees -> app(Trees.text(trees.getFirst())));
        target(readings, "user-id", "User", "id");
        target(readings, "user-alternate", "User", "alternateId");
        target(readings, "user-name", "User", "displayName");
        target(readings, "group-id", "UserGroup", "id");
        target(readings, "group-alternate", "UserGroup", "alternateId");
        target(readings, "group-name", "UserGroup", "displayName");
        target(readings, "app-alternate", "AppInstance", "alternateId");
        put(readings, "repository", trees -> repository(Trees.text(trees.getFirst())));
        put(readings, "not-private", trees -> isPublic(Trees.text(trees.getFirst())));
        for (String change : List.of("added", "modified", "removed")) {
            put(readings, change, trees -> files(trees.getFirst(), change));
        }
        return readings;
    }

    private interface OneText {
        String of(List<Tree> trees);
    }

    private static void put(Map<String, Reading> readings, String name, OneText text) {
        readings.put(name, Reading.one((trees, unused) -> Trees.optional(text.of(trees))));
    }

    /** The application of a request to one. */
    private static String app(String uri) {
        String[] steps = uri.split("/", 4);
        return uri.startsWith("/app/") ? steps[2] : "";
    }

    /** Of several targets of a kind the last. */
    private static void target(Map<String, Reading> readings, String name, String type, String key) {
        put(readings, name, trees -> {
            String found = "";
            for (Tree target : trees.getFirst().items()) {
                found = Trees.text(target.at("type")).equals(type) ? Trees.text(target.at(key)) : found;
            }
            return found;
        });
    }

    private static String repository(String url) {
        return url.startsWith(GITHUB) ? url.substring(GITHUB.length()) : url;
    }

    private static String isPublic(String isPrivate) {
        return isPrivate.isEmpty() ? "" : Boolean.toString(!isPrivate.equals("true"));
    }

    private static String files(Tree commits, String change) {
        List<String> files = new ArrayList<>();
        for (Tree commit : commits.items()) {
            files.addAll(commit.at(change).texts());
        }
        return String.join(",", files);
    }
}
