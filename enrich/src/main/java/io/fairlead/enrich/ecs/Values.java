// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fairlead.enrich.json.Branch;
import io.fairlead.enrich.json.Key;
import io.fairlead.enrich.json.Ready;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What can stand in a {@link Branch}, read as one thing or another. */
final class Values {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Values() {}

    /** What stands under a key in a value; null when there is no such key. */
    static @Nullable Object under(@Nullable Object value, Key key) {
        return switch (value) {
            case Branch branch -> branch.get(key);
            case ObjectNode object -> object.get(key.name());
            case Ready ready -> ready.tree().get().get(key.name());
            case null -> null;
            default -> null;
        };
    }

    /** As text, of a list its first; an empty text when there is none. */
    static String text(@Nullable Object value) {
        return switch (value) {
            case String text -> text;
            case String[] texts -> texts.length == 0 ? "" : texts[0];
            case Long number -> number.toString();
            case Ready ready -> text(ready.tree().get());
            case ArrayNode list -> list.isEmpty() ? "" : text(list.get(0));
            case JsonNode node -> node.isNull() ? "" : node.asText();
            case null -> "";
            default -> "";
        };
    }

    /** The texts of a list, or none. */
    static List<String> texts(@Nullable Object value) {
        return switch (value) {
            case String[] texts -> List.of(texts);
            case ArrayNode list ->
                StreamSupport.stream(list.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList();
            case Ready ready -> texts(ready.tree().get());
            case null -> List.of();
            default -> List.of();
        };
    }

    /** As a tree; branches are none. */
    static JsonNode tree(Object value) {
        return switch (value) {
            case String text -> TextNode.valueOf(text);
            case String[] texts -> {
                ArrayNode array = NODES.arrayNode(texts.length);
                Stream.of(texts).forEach(array::add);
                yield array;
            }
            case Long number -> NODES.numberNode(number.longValue());
            case Ready ready -> ready.tree().get();
            case JsonNode node -> node;
            default -> throw new IllegalArgumentException("no tree: " + value.getClass());
        };
    }

    /** Whether these words stand in a text. */
    static boolean holds(Object value, String words) {
        return switch (value) {
            case String text -> text.contains(words);
            case TextNode text -> text.textValue().contains(words);
            case String[] texts -> Stream.of(texts).anyMatch(text -> text.contains(words));
            case Ready ready -> holds(ready.tree().get(), words);
            case JsonNode node -> {
                for (JsonNode child : node) {
                    if (holds(child, words)) {
                        yield true;
                    }
                }
                yield false;
            }
            case Branch branch -> {
                for (int i = 0; i < branch.size(); i++) {
                    if (holds(branch.value(i), words)) {
                        yield true;
                    }
                }
                yield false;
            }
            default -> false;
        };
    }
}
