// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fairlead.enrich.json.JsonBytes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One ECS document while it is built: nested objects, keys in the order they were first set, absent values left out. */
public final class EcsDocument {
    /** The version of the Elastic Common Schema that documents follow. */
    public static final String ECS_VERSION = "9.4.0";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Map<String, Path> PATHS = new ConcurrentHashMap<>();
    private static final int MOST_PATHS = 4_096;

    private final ObjectNode root = NODES.objectNode();
    private final Set<String> tags = new LinkedHashSet<>();
    private final Set<JsonNode> redacted = Collections.newSetFromMap(new IdentityHashMap<>(4));
    private JsonBytes.@Nullable Written written;

    /** What was set last stands here: the next value mostly stands beside it. */
    private @Nullable Path lastParent;

    private ObjectNode last = root;

    /** A path with its names, and the path to what it stands in; null at the top. */
    private record Path(String[] names, @Nullable Path parent) {
        String name() {
            return names[names.length - 1];
        }
    }

    /** A document that begins with its time. */
    public EcsDocument(EventTime time) {
        root.put("@timestamp", time.text());
        root.set("ecs", NODES.objectNode().put("version", ECS_VERSION));
        tag(time.tag());
    }

    /** Sets a text at a dotted path, unless it is absent or empty. */
    public EcsDocument text(String path, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            set(path, TextNode.valueOf(value));
        }
        return this;
    }

    /** Sets a text where none stands yet. */
    public EcsDocument textIfAbsent(String path, String value) {
        Path known = path(path);
        return parent(known).has(known.name()) ? this : text(path, value);
    }

    /** Sets a list of texts, unless it is empty. */
    public EcsDocument texts(String path, Collection<String> values) {
        if (!values.isEmpty()) {
            ArrayNode array = NODES.arrayNode(values.size());
            values.forEach(array::add);
            set(path, array);
        }
        return this;
    }

    /** Sets any value. */
    public EcsDocument node(String path, @Nullable JsonNode value) {
        if (value != null) {
            set(path, value);
        }
        return this;
    }

    /** Sets a whole number. */
    public EcsDocument number(String path, long value) {
        set(path, NODES.numberNode(value));
        return this;
    }

    /** The value at a dotted path as text, of a list its first; an empty text when there is none. */
    public String get(String path) {
        JsonNode node = at(path);
        JsonNode value = node instanceof ArrayNode list ? list.get(0) : node;
        return value == null || value.isNull() ? "" : value.asText();
    }

    /** Adds a tag, unless it is absent. */
    public EcsDocument tag(@Nullable String tag) {
        if (tag != null) {
            tags.add(tag);
        }
        return this;
    }

    /** The texts of a list that was set, or none. */
    public List<String> texts(String path) {
        List<String> texts = new ArrayList<>();
        if (at(path) instanceof ArrayNode list) {
            list.forEach(item -> texts.add(item.asText()));
        }
        return texts;
    }

    /** Says that what stands at a path, a tree or a text that was set as one, was looked through for secrets as a whole. */
    public EcsDocument redacted(String path) {
        JsonNode node = at(path);
        if (node != null) {
            redacted.add(node);
        }
        return this;
    }

    /**
     * Sets a tree that was looked through for secrets and is not changed any more.
     *
     * @param tree how it is written
     */
    public EcsDocument written(String path, JsonBytes.Written tree) {
        written = tree;
        return node(path, tree.tree()).redacted(path);
    }

    /** Changes every text that was not looked through for secrets, but {@code event.original}, which is redacted as a whole. */
    public void changeTexts(UnaryOperator<String> change) {
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            String kept = entry.getKey().equals("event") ? "original" : "";
            entry.setValue(changed(entry.getValue(), kept, change));
        }
    }

    /** The value with its texts changed, in place where it can; the one of this key is kept as it is. */
    private JsonNode changed(JsonNode value, String kept, UnaryOperator<String> change) {
        if (value instanceof TextNode) {
            if (redacted.contains(value)) {
                return value;
            }
            String before = value.textValue();
            String after = change.apply(before);
            return after.equals(before) ? value : TextNode.valueOf(after);
        }
        if (value instanceof ObjectNode object && !redacted.contains(value)) {
            for (Map.Entry<String, JsonNode> entry : object.properties()) {
                if (!entry.getKey().equals(kept)) {
                    entry.setValue(changed(entry.getValue(), "", change));
                }
            }
        } else if (value instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, changed(array.get(i), "", change));
            }
        }
        return value;
    }

    /** Whether these words stand in a text of the document. */
    public boolean holds(String words) {
        return holds(root, words);
    }

    private static boolean holds(JsonNode node, String words) {
        if (node instanceof TextNode) {
            return node.textValue().contains(words);
        }
        for (JsonNode child : node) {
            if (holds(child, words)) {
                return true;
            }
        }
        return false;
    }

    /** Takes a value away; true when there was one. */
    public boolean remove(String path) {
        Path known = path(path);
        boolean removed = parent(known).remove(known.name()) != null;
        lastParent = null;
        written = null;
        return removed;
    }

    /** The document as bytes: compact JSON in UTF-8. */
    public byte[] bytes() {
        if (!tags.isEmpty()) {
            root.remove("tags");
            texts("tags", tags);
        }
        return written == null ? JsonBytes.of(root) : JsonBytes.of(root, written);
    }

    private @Nullable JsonNode at(String path) {
        JsonNode node = root;
        for (String name : path(path).names) {
            node = node == null ? null : node.get(name);
        }
        return node;
    }

    private ObjectNode parent(Path path) {
        Path parent = path.parent;
        if (parent == null) {
            return root;
        }
        if (parent != lastParent) {
            ObjectNode above = parent(parent);
            last = above.get(parent.name()) instanceof ObjectNode object ? object : put(above, parent.name());
            lastParent = parent;
        }
        return last;
    }

    private static ObjectNode put(ObjectNode above, String name) {
        ObjectNode fresh = NODES.objectNode();
        above.set(name, fresh);
        return fresh;
    }

    /** Paths are words of formats, and few. */
    private static Path path(String path) {
        Path known = PATHS.get(path);
        if (known != null) {
            return known;
        }
        int dot = path.lastIndexOf('.');
        Path parsed = new Path(path.split("\\.", -1), dot < 0 ? null : path(path.substring(0, dot)));
        if (PATHS.size() < MOST_PATHS) {
            Path other = PATHS.putIfAbsent(path, parsed);
            return other == null ? parsed : other;
        }
        return parsed;
    }

    private void set(String path, JsonNode value) {
        Path known = path(path);
        JsonNode before = parent(known).replace(known.name(), value);
        if (before instanceof ObjectNode) {
            lastParent = null; // it may stand in what was taken away
        }
    }
}
