// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.posture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * What all results of a report share, to be written with each of them: plain values of known names, cut, so that a report
 * cannot become many times its size.
 */
final class Heads {
    private static final int LONGEST = 512;

    private Heads() {}

    /** A copy of the plain values of these names. */
    static ObjectNode of(ObjectNode from, String... names) {
        ObjectNode head = JsonNodeFactory.instance.objectNode();
        for (String name : names) {
            JsonNode value = from.get(name);
            if (value instanceof TextNode) {
                head.put(name, cut(value.textValue()));
            } else if (value != null && value.isValueNode() && !value.isNull()) {
                head.set(name, value);
            }
        }
        return head;
    }

    /** The text, or its beginning. */
    static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end);
    }
}
