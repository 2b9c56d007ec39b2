// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.bench.match;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A value of a document that is no object and no list. */
final class NaiveValue {
    private final JsonNode node;
    private final boolean isNull;
    private final String text;
    private @Nullable String folded;

    NaiveValue(JsonNode node) {
        this.node = node;
        this.isNull = node.isNull();
        this.text = node.asText();
    }

    JsonNode node() {
        return node;
    }

    boolean isNull() {
        return isNull;
    }

    String text() {
        return text;
    }

    /** The text in lower case. */
    String folded() {
        String known = folded;
        if (known == null) {
            known = text.toLowerCase(Locale.ROOT);
            folded = known;
        }
        return known;
    }
}
