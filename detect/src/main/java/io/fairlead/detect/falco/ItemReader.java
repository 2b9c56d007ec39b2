// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.yaml.RuleException;
import io.fairlead.detect.yaml.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds items to the definitions, in the order of the files: a later one replaces, appends to or overrides an earlier. */
final class ItemReader {
    private static final List<String> TEXTS = List.of("condition", "output", "desc", "priority", "source");
    private static final Set<String> RULE_KEYS = Set.of(
            "rule",
            "condition",
            "output",
            "desc",
            "priority",
            "source",
            "tags",
            "enabled",
            "exceptions",
            "append",
            "override",
            "warn_evttypes",
            "skip-if-unknown-filter",
            "capture",
            "capture_duration");
    private static final Set<String> MACRO_KEYS = Set.of("macro", "condition", "append", "override");
    private static final Set<String> LIST_KEYS = Set.of("list", "items", "append", "override");
    private static final Set<String> APPENDABLE = Set.of("condition", "output", "desc", "tags", "exceptions", "items");
    private static final Set<String> REPLACEABLE = Set.of(
            "condition",
            "output",
            "desc",
            "priority",
            "tags",
            "exceptions",
            "enabled",
            "items",
            "warn_evttypes",
            "skip-if-unknown-filter",
            "capture",
            "capture_duration");

    private final Definitions definitions;

    ItemReader(Definitions definitions) {
        this.definitions = definitions;
    }

    void read(Item item) throws RuleException {
        if (item.has("rule")) {
            item.only(RULE_KEYS);
            rule(item, item.needed("rule"));
        } else if (item.has("macro")) {
            item.only(MACRO_KEYS);
            macro(item, item.needed("macro"));
        } else if (item.has("list")) {
            item.only(LIST_KEYS);
            list(item, item.needed("list"));
        } else if (Requirements.isOne(item)) {
            Requirements.check(item);
        } else {
            throw bad(item.line(), "an entry is a rule, a macro, a list or a requirement");
        }
    }

    private void list(Item item, String name) throws RuleException {
        if (!item.has("items")) {
            throw new RuleException(RejectionCode.MISSING_KEY, item.line(), "a list needs 'items'");
        }
        Definitions.NamedList before = definitions.lists.get(name);
        boolean appends = appends(item, "items", before != null, "list '" + name + "'");
        List<Expression.Literal> items = new ArrayList<>(before != null && appends ? before.items() : List.of());
        item.texts("items").forEach(text -> items.add(Expression.Literal.of(text)));
        definitions.lists.put(name, new Definitions.NamedList(List.copyOf(items)));
    }

    private void macro(Item item, String name) throws RuleException {
        String condition = item.needed("condition");
        Definitions.Macro before = definitions.macros.get(name);
        boolean appends = appends(item, "condition", before != null, "macro '" + name + "'");
        String whole = before != null && appends ? before.condition() + " " + condition : condition;
        definitions.macros.put(
                name, new Definitions.Macro(whole, item.file(), item.root().lineOf("condition")));
    }

    /** Whether this key is appended; refuses to change what is not there. */
    private static boolean appends(Item item, String key, boolean known, String what) throws RuleException {
        Map<String, String> override = override(item);
        boolean append = item.flag("append", false) || "append".equals(override.get(key));
        if ((append || !override.isEmpty()) && !known) {
            throw new RuleException(
                    RejectionCode.UNKNOWN_RULE, item.line(), "the " + what + " is not defined before it is changed");
        }
        return append;
    }

    private void rule(Item item, String name) throws RuleException {
        Map<String, String> override = override(item);
        boolean append = item.flag("append", false);
        boolean onlySwitch = item.root().entries().keySet().equals(Set.of("rule", "enabled"));
        RuleDraft before = definitions.rules.get(name);
        if (!append && override.isEmpty() && !onlySwitch) {
            definitions.rules.put(name, fresh(item, name));
            return;
        }
        if (before == null) {
            throw new RuleException(
                    RejectionCode.UNKNOWN_RULE,
                    item.line(),
                    "the rule '" + name + "' is not defined before it is changed");
        }
        RuleDraft after = before;
        if (onlySwitch) {
            after = before.withEnabled(item.flag("enabled", true));
        } else if (append) {
            after = appended(item, before);
        } else {
            after = overridden(item, before, override);
        }
        definitions.rules.put(name, after);
    }

    private static RuleDraft fresh(Item item, String name) throws RuleException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String key : List.of("condition", "output", "desc", "priority")) {
            texts.put(key, item.needed(key));
        }
        texts.put("source", item.has("source") ? item.needed("source") : "syscall");
        return new RuleDraft(
                name,
                Map.copyOf(texts),
                item.texts("tags"),
                ExceptionDraft.read(item, Map.of()),
                item.flag("enabled", true),
                item.file(),
                item.line(),
                item.root().lineOf("condition"));
    }

    /** {@code append: true}: condition, exceptions and tags grow, nothing else may be given. */
    private static RuleDraft appended(Item item, RuleDraft before) throws RuleException {
        item.only(Set.of("rule", "append", "condition", "exceptions", "tags", "source"));
        if (!item.has("condition") && !item.has("exceptions") && !item.has("tags")) {
            throw new RuleException(RejectionCode.MISSING_KEY, item.line(), "nothing to append");
        }
        Map<String, String> override = new LinkedHashMap<>();
        for (String key : List.of("condition", "exceptions", "tags")) {
            if (item.has(key)) {
                override.put(key, "append");
            }
        }
        return overridden(item, before, override);
    }

    private static RuleDraft overridden(Item item, RuleDraft before, Map<String, String> override)
            throws RuleException {
        Map<String, String> texts = new LinkedHashMap<>(before.texts());
        RuleDraft after = before;
        for (Map.Entry<String, String> entry : override.entrySet()) {
            String key = entry.getKey();
            boolean append = entry.getValue().equals("append");
            if (TEXTS.contains(key)) {
                String text = item.needed(key);
                texts.merge(key, text, (old, added) -> append ? old + " " + added : added);
            } else if (key.equals("tags")) {
                List<String> tags = new ArrayList<>(append ? before.tags() : List.of());
                tags.addAll(item.texts("tags"));
                after = after.withTags(tags);
            } else if (key.equals("exceptions")) {
                after = after.withExceptions(ExceptionDraft.read(item, append ? before.exceptions() : Map.of()));
            } else if (key.equals("enabled")) {
                after = after.withEnabled(item.flag("enabled", true));
            }
        }
        return after.withTexts(texts);
    }

    /** What {@code override} says of each key, checked against the keys that are there. */
    private static Map<String, String> override(Item item) throws RuleException {
        if (!item.has("override")) {
            return Map.of();
        }
        int line = item.root().lineOf("override");
        if (!(item.root().entries().get("override") instanceof Yaml.Mapping mapping)
                || mapping.entries().isEmpty()) {
            throw bad(line, "'override' must be a mapping of keys to append or replace");
        }
        if (item.has("append")) {
            throw bad(line, "'append' and 'override' cannot stand together");
        }
        Map<String, String> override = new LinkedHashMap<>();
        for (String key : mapping.entries().keySet()) {
            String how = mapping.text(key);
            boolean allowed = how.equals("append")
                    ? APPENDABLE.contains(key)
                    : how.equals("replace") && REPLACEABLE.contains(key);
            if (!allowed || !item.has(key)) {
                throw bad(
                        mapping.lineOf(key),
                        "'" + key + ": " + how + "' cannot be overridden so, or the key is missing");
            }
            override.put(key, how);
        }
        for (String key : item.root().entries().keySet()) {
            if (!override.containsKey(key)
                    && !Set.of("rule", "macro", "list", "override").contains(key)) {
                throw bad(
                        item.root().lineOf(key),
                        "'override' does not say whether '" + key + "' is appended or replaced");
            }
        }
        return override;
    }

    private static RuleException bad(int line, String reason) {
        return new RuleException(RejectionCode.BAD_VALUE, line, reason);
    }
}
