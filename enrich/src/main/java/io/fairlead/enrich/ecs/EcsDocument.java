// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.json.Branch;
import io.fairlead.enrich.json.JsonBytes;
import io.fairlead.enrich.json.Key;
import io.fairlead.enrich.json.Ready;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One ECS document while it is built: nested objects, keys in the order they were first set, absent values left out. */
public final class EcsDocument {
    /** The version of the Elastic Common Schema that documents follow. */
    public static final String ECS_VERSION = "9.4.0";

    private static final String[] NO_TEXTS = new String[0];

    private final Branch root = new Branch();
    private final Set<String> tags = new LinkedHashSet<>();
    private @Nullable Set<JsonNode> redacted;

    /** What was set last stands here: the next value mostly stands beside it. */
    private @Nullable FieldPath lastParent;

    private Object last = root;

    /** A document that begins with its time. */
    public EcsDocument(EventTime time) {
        text("@timestamp", time.text());
        text("ecs.version", ECS_VERSION);
        tag(time.tag());
    }

    /** Sets a text at a dotted path, unless it is absent or empty. */
    public EcsDocument text(String path, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            set(path, value);
        }
        return this;
    }

    /** Sets a text where none stands yet. */
    public EcsDocument textIfAbsent(String path, String value) {
        FieldPath known = FieldPath.of(path);
        return Values.under(parent(known), known.key()) != null ? this : text(path, value);
    }

    /** Sets a list of texts, unless it is empty. */
    public EcsDocument texts(String path, Collection<String> values) {
        if (!values.isEmpty()) {
            set(path, values.toArray(NO_TEXTS));
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

    /** Sets a value that is written already and in which no secret is to be looked for. */
    public EcsDocument ready(String path, Ready value) {
        set(path, value);
        return this;
    }

    /** Sets a whole number. */
    public EcsDocument number(String path, long value) {
        set(path, value);
        return this;
    }

    /** The value at a dotted path as text, of a list its first; an empty text when there is none. */
    public String get(String path) {
        return Values.text(at(path));
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
        return Values.texts(at(path));
    }

    /** Says that what stands at a path, a tree or a text that was set as one, was looked through for secrets as a whole. */
    public EcsDocument redacted(String path) {
        Object value = at(path);
        if (value instanceof Branch branch) {
            branch.setRedacted();
        } else if (value instanceof JsonNode tree) {
            setRedacted(tree);
        }
        return this;
    }

    private void setRedacted(JsonNode tree) {
        if (redacted == null) {
            redacted = Collections.newSetFromMap(new IdentityHashMap<>(4));
        }
        redacted.add(tree);
    }

    /** Changes every text that was not looked through for secrets. */
    public void changeTexts(UnaryOperator<String> change) {
        new TextChange(change, redacted).in(root);
    }

    /** Whether these words stand in a text of the document. */
    public boolean holds(String words) {
        return Values.holds(root, words);
    }

    /** Takes a value away; true when there was one. */
    public boolean remove(String path) {
        FieldPath known = FieldPath.of(path);
        Object parent = parent(known);
        lastParent = null;
        return (parent instanceof Branch branch
                        ? branch.remove(known.key())
                        : ((ObjectNode) parent).remove(known.key().name()))
                != null;
    }

    /** The document as bytes: compact JSON in UTF-8. */
    public byte[] bytes() {
        if (!tags.isEmpty()) {
            root.remove(FieldPath.of("tags").key());
            texts("tags", tags);
        }
        return JsonBytes.of(root);
    }

    private @Nullable Object at(String path) {
        return at(FieldPath.of(path));
    }

    private @Nullable Object at(FieldPath path) {
        FieldPath parent = path.parent();
        return Values.under(parent == null ? root : at(parent), path.key());
    }

    /** What this path stands in: a branch, or an object of a tree that was set; made where there is none. */
    private Object parent(FieldPath path) {
        FieldPath parent = path.parent();
        if (parent == null) {
            return root;
        }
        if (parent != lastParent) {
            last = object(parent(parent), parent.key());
            lastParent = parent;
        }
        return last;
    }

    private Object object(Object above, Key key) {
        Object known = Values.under(above, key);
        if (known instanceof Branch || known instanceof ObjectNode) {
            return known;
        }
        if (known instanceof Ready ready && ready.tree().get() instanceof ObjectNode tree) {
            // it is going to be another than was written
            setRedacted(tree);
            put(above, key, tree);
            return tree;
        }
        return above instanceof ObjectNode tree ? tree.putObject(key.name()) : fresh((Branch) above, key);
    }

    private static Branch fresh(Branch above, Key key) {
        Branch fresh = new Branch();
        above.set(key, fresh);
        return fresh;
    }

    private void set(String path, Object value) {
        FieldPath known = FieldPath.of(path);
        Object before = put(parent(known), known.key(), value);
        if (before instanceof Branch || before instanceof JsonNode || before instanceof Ready) {
            lastParent = null; // it may stand in what was taken away
        }
    }

    private static @Nullable Object put(Object above, Key key, Object value) {
        return above instanceof Branch branch
                ? branch.set(key, value)
                : ((ObjectNode) above).replace(key.name(), Values.tree(value));
    }
}
