// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.syslog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a message means in ECS: categories, action, outcome, and fields by their path. */
final class Meaning {
    private static final String AUTH = "system.auth";
    private static final String SYSLOG = "system.syslog";

    private final String dataset;
    private final List<String> categories;
    private final List<String> types;
    private final String action;
    private final String outcome;
    private final Map<String, String> fields = new LinkedHashMap<>();

    private Meaning(String dataset, List<String> categories, List<String> types, String action, String outcome) {
        this.dataset = dataset;
        this.categories = List.copyOf(categories);
        this.types = List.copyOf(types);
        this.action = action;
        this.outcome = outcome;
    }

    /** A message that is only one. */
    static Meaning message(boolean ofAuthorization) {
        return new Meaning(ofAuthorization ? AUTH : SYSLOG, List.of(), List.of("info"), "", "");
    }

    /**
     * Something that somebody did or tried.
     *
     * @param categories of ECS, separated by commas
     * @param types of ECS, separated by commas
     */
    static Meaning of(String categories, String types, String action, boolean success) {
        return new Meaning(
                AUTH,
                List.of(categories.split(",", -1)),
                List.of(types.split(",", -1)),
                action,
                success ? "success" : "failure");
    }

    /** Whether it is more than a message. */
    boolean isRead() {
        return !action.isEmpty();
    }

    /** The same in another dataset: that of ordinary messages. */
    Meaning ordinary() {
        Meaning meaning = new Meaning(SYSLOG, categories, types, action, outcome);
        meaning.fields.putAll(fields);
        return meaning;
    }

    /** Adds a field, unless the value is empty. */
    Meaning with(String path, String value) {
        if (!value.isEmpty()) {
            fields.put(path, value);
        }
        return this;
    }

    String dataset() {
        return dataset;
    }

    List<String> categories() {
        return categories;
    }

    List<String> types() {
        return types;
    }

    String action() {
        return action;
    }

    String outcome() {
        return outcome;
    }

    Map<String, String> fields() {
        return fields;
    }

    /** Names of users in any role. */
    List<String> users() {
        List<String> users = new ArrayList<>();
        for (String path : List.of("user.name", "user.effective.name", "user.target.name")) {
            String name = fields.get(path);
            if (name != null && !users.contains(name)) {
                users.add(name);
            }
        }
        return users;
    }
}
