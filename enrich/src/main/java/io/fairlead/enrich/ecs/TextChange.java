// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fairlead.enrich.json.Branch;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Changes the texts of a document that were not looked through for secrets.
 *
 * @param change what becomes of a text
 * @param redacted objects and texts of trees that were looked through, by identity; null for none
 */
record TextChange(UnaryOperator<String> change, @Nullable Set<JsonNode> redacted) {
    void in(Branch branch) {
        for (int i = 0; i < branch.size(); i++) {
            Object before = branch.value(i);
            Object after = changed(before);
            if (after != before) {
                branch.replace(i, after);
            }
        }
    }

    /** The value with its texts changed, in place where it can. */
    private Object changed(Object value) {
        if (value instanceof String text) {
            return change.apply(text);
        } else if (value instanceof Branch branch) {
            if (!branch.isRedacted()) {
                in(branch);
            }
        } else if (value instanceof String[] texts) {
            for (int i = 0; i < texts.length; i++) {
                texts[i] = change.apply(texts[i]);
            }
        } else if (value instanceof JsonNode node) {
            return tree(node);
        }
        return value;
    }

    private JsonNode tree(JsonNode value) {
        if (value instanceof TextNode) {
            if (redacted != null && redacted.contains(value)) {
                return value;
            }
            String before = value.textValue();
            String after = change.apply(before);
            return after.equals(before) ? value : TextNode.valueOf(after);
        }
        if (value instanceof ObjectNode object && (redacted == null || !redacted.contains(value))) {
            for (Map.Entry<String, JsonNode> entry : object.properties()) {
                entry.setValue(tree(entry.getValue()));
            }
        } else if (value instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, tree(array.get(i)));
            }
        }
        return value;
    }
}
