// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;

/**
 * A body as one text, {@code {bucketName=shop, keys=[a, b]}}: the way in which Elastic's integration for CloudTrail writes it, so
 * that rules which look for {@code *bucketName=shop*} find it. Nulls and empty texts are left out; what is longer than
 * {@value #LONGEST} characters is cut.
 */
final class BodyText {
    static final int LONGEST = 32_000;

    private final StringBuilder text = new StringBuilder(128);

    private BodyText() {}

    /** The text of an object or a list; an empty one for anything else, or when there is nothing in it. */
    static String of(JsonNode body) {
        if (!body.isContainerNode() || isNothing(body)) {
            return "";
        }
        BodyText text = new BodyText();
        text.add(body);
        return text.text.length() <= LONGEST ? text.text.toString() : text.text.substring(0, LONGEST);
    }

    private static boolean isNothing(JsonNode node) {
        if (node.isContainerNode()) {
            for (JsonNode child : node) {
                if (!isNothing(child)) {
                    return false;
                }
            }
            return true;
        }
        return node.isNull() || node.isTextual() && node.textValue().isEmpty();
    }

    private void add(JsonNode node) {
        if (node instanceof ObjectNode object) {
            text.append('{');
            String between = "";
            for (Map.Entry<String, JsonNode> entry : object.properties()) {
                if (!isNothing(entry.getValue()) && text.length() <= LONGEST) {
                    text.append(between).append(entry.getKey()).append('=');
                    add(entry.getValue());
                    between = ", ";
                }
            }
            text.append('}');
        } else if (node instanceof ArrayNode list) {
            text.append('[');
            String between = "";
            for (Iterator<JsonNode> items = list.iterator(); items.hasNext() && text.length() <= LONGEST; ) {
                JsonNode item = items.next();
                if (!isNothing(item)) {
                    text.append(between);
                    add(item);
                    between = ", ";
                }
            }
            text.append(']');
        } else {
            text.append(node.asText());
        }
    }
}
