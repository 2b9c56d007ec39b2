// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ocsf;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fairlead.enrich.ecs.Rfc3339;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** How a value of a document is written as an attribute; empty where it cannot be. */
enum Conversion {
    /** A time in milliseconds since 1970. */
    @JsonProperty("millis")
    MILLIS {
        @Override
        Optional<JsonNode> of(JsonNode value) {
            return Rfc3339.parse(value.asText()).map(Instant::toEpochMilli).map(LongNode::valueOf);
        }
    },
    /** Nanoseconds as milliseconds. */
    @JsonProperty("nanosToMillis")
    NANOS_TO_MILLIS {
        @Override
        Optional<JsonNode> of(JsonNode value) {
            return value.isNumber() ? Optional.of(LongNode.valueOf(value.asLong() / 1_000_000)) : Optional.empty();
        }
    },
    /** A whole number, also where it stands as a text. */
    @JsonProperty("integer")
    INTEGER {
        @Override
        Optional<JsonNode> of(JsonNode value) {
            try {
                return value.isIntegralNumber()
                        ? Optional.of(value)
                        : Optional.of(LongNode.valueOf(Long.parseLong(value.asText())));
            } catch (NumberFormatException noNumber) {
                return Optional.empty();
            }
        }
    },
    /** A list, also of one. */
    @JsonProperty("list")
    LIST {
        @Override
        Optional<JsonNode> of(JsonNode value) {
            return Optional.of(
                    value.isArray()
                            ? value
                            : JsonNodeFactory.instance.arrayNode().add(value));
        }
    },
    /** The first of a list. */
    @JsonProperty("first")
    FIRST {
        @Override
        Optional<JsonNode> of(JsonNode value) {
            return Optional.of(value instanceof ArrayNode list ? list.get(0) : value);
        }
    },
    /** The last part of a path. */
    @JsonProperty("basename")
    BASENAME {
        @Override
        Optional<JsonNode> of(JsonNode value) {
            String path = value.asText();
            return Optional.of(TextNode.valueOf(path.substring(path.lastIndexOf('/') + 1)));
        }
    },
    /** In capitals. */
    @JsonProperty("upper")
    UPPER {
        @Override
        Optional<JsonNode> of(JsonNode value) {
            return Optional.of(TextNode.valueOf(value.asText().toUpperCase(Locale.ROOT)));
        }
    },
    /** In small letters. */
    @JsonProperty("lower")
    LOWER {
        @Override
        Optional<JsonNode> of(JsonNode value) {
            return Optional.of(TextNode.valueOf(value.asText().toLowerCase(Locale.ROOT)));
        }
    };

    abstract Optional<JsonNode> of(JsonNode value);

    /** Whether nothing is lost. */
    boolean verbatim() {
        return this == INTEGER || this == LIST;
    }
}
