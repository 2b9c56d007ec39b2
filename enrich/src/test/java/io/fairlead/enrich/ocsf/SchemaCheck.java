// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ocsf;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.ocsf.SchemaFacts.Item;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds an event against {@link SchemaFacts}: each fault is a sentence that begins with the path of the attribute. */
final class SchemaCheck {
    private static final String OTHER = "99";
    private static final String UNMAPPED = "unmapped";

    private final SchemaFacts facts;
    private final List<String> faults = new ArrayList<>();
    private final Set<String> profiles = new HashSet<>();
    private final JsonNode event;

    private SchemaCheck(SchemaFacts facts, JsonNode event) {
        this.facts = facts;
        this.event = event;
    }

    /** What is wrong with an event; empty when nothing is. */
    static List<String> faults(SchemaFacts facts, JsonNode event) {
        SchemaCheck check = new SchemaCheck(facts, event);
        check.run();
        return check.faults;
    }

    private void run() {
        int uid = event.path("class_uid").asInt(-1);
        Optional<Item> of = facts.classOf(uid);
        if (of.isEmpty()) {
            fault("class_uid", "no class " + uid);
            return;
        }
        event.path("metadata").path("profiles").forEach(profile -> profiles.add(profile.asText()));
        demand("metadata.version", facts.version(), event.path("metadata").path("version"));
        classOf(of.get(), uid);
        item("", of.get(), event);
        observables();
    }

    private void classOf(Item of, int uid) {
        demand("class_name", of.name(), event.path("class_name"));
        demand("category_uid", of.category(), event.path("category_uid"));
        demand("category_name", of.categoryName(), event.path("category_name"));
        String activity = event.path("activity_id").asText();
        demand("type_uid", uid * 100 + event.path("activity_id").asInt(), event.path("type_uid"));
        String caption = of.enumOf("activity_id").orElse(Map.of()).getOrDefault(activity, "?");
        demand("type_name", of.name() + ": " + caption, event.path("type_name"));
        for (String profile : profiles) {
            boolean ofObjects = "container".equals(profile);
            if (!ofObjects && !SchemaFacts.words(of.profiles()).contains(profile)) {
                fault("metadata.profiles", "no profile " + profile + " of the class");
            }
        }
    }

    private void item(String path, Item item, JsonNode node) {
        if (!node.isObject()) {
            fault(path, "no object");
            return;
        }
        if (node.isEmpty()) {
            fault(path, "an empty object");
        }
        List<Item> parts = new ArrayList<>(List.of(item));
        SchemaFacts.words(item.profiles()).stream()
                .filter(profiles::contains)
                .map(facts.profiles()::get)
                .filter(profile -> profile != null)
                .forEach(parts::add);
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            attribute(path, item, parts, entry.getKey(), node);
        }
        parts.forEach(part -> constraints(path, part, node));
    }

    private void attribute(String path, Item item, List<Item> parts, String name, JsonNode node) {
        String full = path.isEmpty() ? name : path + "." + name;
        Optional<String> type =
                parts.stream().flatMap(part -> part.type(name).stream()).findFirst();
        if (type.isEmpty()) {
            boolean old = SchemaFacts.words(item.deprecated()).contains(name);
            fault(full, old ? "a deprecated attribute" : "no such attribute");
            return;
        }
        item.profileOf(name)
                .filter(profile -> !profiles.contains(profile))
                .ifPresent(profile -> fault(full, "an attribute of the profile " + profile + ", which is not named"));
        JsonNode value = node.get(name);
        if (type.get().endsWith("[]")) {
            String each = type.get().substring(0, type.get().length() - 2);
            if (!value.isArray() || value.isEmpty()) {
                fault(full, "no list of " + each + ": " + value);
                return;
            }
            for (int i = 0; i < value.size(); i++) {
                value(full + "[" + i + "]", each, value.get(i));
            }
        } else {
            value(full, type.get(), value);
        }
        Optional<Map<String, String>> words =
                item.enumOf(name).or(() -> Optional.ofNullable(facts.enums().get(name)));
        words.ifPresent(known -> words(full, name, known, node));
        if (name.endsWith("_id") && words.isEmpty()) {
            fault(full, "an enum whose words are not among the facts");
        }
    }

    private void value(String path, String type, JsonNode value) {
        if ("object".equals(type)) {
            if (!value.isObject()) {
                fault(path, "no object");
            }
        } else if (type.endsWith("_t")) {
            SchemaTypes.fault(type, value).ifPresent(wrong -> fault(path, wrong));
        } else {
            facts.object(type)
                    .ifPresentOrElse(
                            object -> item(path, object, value),
                            () -> fault(path, "no facts about the object " + type));
        }
    }

    private void words(String full, String name, Map<String, String> known, JsonNode node) {
        String id = node.get(name).asText();
        String caption = known.get(id);
        if (caption == null) {
            fault(full, id + " is none of " + known.keySet());
            return;
        }
        String sibling = "activity_id".equals(name) ? "activity_name" : name.replaceFirst("_id$", "");
        if (sibling.equals(name)) {
            return;
        }
        String said = node.path(sibling).asText("");
        if (OTHER.equals(id) ? said.isEmpty() || "Other".equals(said) : !said.isEmpty() && !said.equals(caption)) {
            fault(full, id + " means " + caption + ", but " + sibling + " says '" + said + "'");
        }
    }

    private void constraints(String path, Item item, JsonNode node) {
        for (String name : SchemaFacts.words(item.required())) {
            if (!node.has(name)) {
                fault(path, "requires " + name);
            }
        }
        for (String group : item.any() == null ? List.<String>of() : item.any()) {
            if (SchemaFacts.words(group).stream().noneMatch(node::has)) {
                fault(path, "requires one of " + group);
            }
        }
        for (String group : item.one() == null ? List.<String>of() : item.one()) {
            if (SchemaFacts.words(group).stream().filter(node::has).count() != 1) {
                fault(path, "requires just one of " + group);
            }
        }
    }

    /** An observable's name is the path of an attribute with its value. */
    private void observables() {
        for (JsonNode observable : event.path("observables")) {
            String name = observable.path("name").asText("");
            if (!name.isEmpty()
                    && !at(event, name.split("\\."), 0, observable.path("value").asText())) {
                fault("observables", "nothing at " + name + " is " + observable.path("value"));
            }
        }
    }

    private static boolean at(JsonNode node, String[] names, int from, String value) {
        if (node.isArray()) {
            for (JsonNode item : node) {
                if (at(item, names, from, value)) {
                    return true;
                }
            }
            return false;
        }
        if (from == names.length) {
            return node.asText().equals(value);
        }
        boolean outside = from == 0 && UNMAPPED.equals(names[0]);
        return !outside && at(node.path(names[from].replace("[]", "")), names, from + 1, value);
    }

    private void demand(String path, @Nullable Object wanted, JsonNode value) {
        if (!String.valueOf(wanted).equals(value.asText())) {
            fault(path, "is " + value + " and not " + wanted);
        }
    }

    private void fault(String path, String wrong) {
        faults.add((path.isEmpty() ? "event" : path) + ": " + wrong);
    }
}
