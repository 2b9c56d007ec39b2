// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ocsf;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fairlead.enrich.address.IpLiteral;
import io.fairlead.enrich.ecs.Rfc3339;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a value of a document is written as an attribute; empty where it cannot be. The types are those of OCSF, with their
 * limits. Of a list the first value that can be written counts, unless the attribute is a list too.
 */
enum Conversion {
    /** A text, also of a number. */
    @JsonProperty("text")
    TEXT {
        @Override
        Optional<JsonNode> one(JsonNode value) {
            return text(value).map(TextNode::valueOf);
        }
    },
    /** A list of texts. */
    @JsonProperty("list")
    LIST {
        @Override
        Optional<JsonNode> of(JsonNode value) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            each(value).forEach(item -> text(item).ifPresent(list::add));
            return list.isEmpty() ? Optional.empty() : Optional.of(list);
        }

        @Override
        Optional<JsonNode> one(JsonNode value) {
            return of(value);
        }
    },
    /** A list of texts, when there is more than one. */
    @JsonProperty("several")
    SEVERAL {
        @Override
        Optional<JsonNode> of(JsonNode value) {
            return LIST.of(value).filter(list -> list.size() > 1);
        }

        @Override
        Optional<JsonNode> one(JsonNode value) {
            return Optional.empty();
        }
    },
    /** A time in milliseconds since 1970. */
    @JsonProperty("millis")
    MILLIS {
        @Override
        Optional<JsonNode> one(JsonNode value) {
            return Rfc3339.parse(value.asText()).map(Instant::toEpochMilli).map(LongNode::valueOf);
        }
    },
    /** Nanoseconds as milliseconds. */
    @JsonProperty("nanosToMillis")
    NANOS_TO_MILLIS {
        @Override
        Optional<JsonNode> one(JsonNode value) {
            return value.isNumber() ? Optional.of(LongNode.valueOf(value.asLong() / 1_000_000)) : Optional.empty();
        }
    },
    /** A whole number, also where it stands as a text. */
    @JsonProperty("integer")
    INTEGER {
        @Override
        Optional<JsonNode> one(JsonNode value) {
            return whole(value).map(LongNode::valueOf);
        }
    },
    /** A number, also where it stands as a text. */
    @JsonProperty("number")
    NUMBER {
        @Override
        Optional<JsonNode> one(JsonNode value) {
            if (value.isNumber()) {
                return Optional.of(value);
            }
            String text = value.asText();
            return NUMBERS.matcher(text).matches()
                    ? Optional.of(JsonNodeFactory.instance.numberNode(new BigDecimal(text)))
                    : Optional.empty();
        }
    },
    /** The number of a port. */
    @JsonProperty("port")
    PORT {
        @Override
        Optional<JsonNode> one(JsonNode value) {
            return whole(value).filter(port -> port >= 0 && port <= 65_535).map(LongNode::valueOf);
        }
    },
    /** A literal IP address. */
    @JsonProperty("ip")
    IP {
        @Override
        Optional<JsonNode> one(JsonNode value) {
            return IpLiteral.isLiteral(value.asText()) ? TEXT.one(value) : Optional.empty();
        }
    },
    /** A hardware address. */
    @JsonProperty("mac")
    MAC {
        @Override
        Optional<JsonNode> one(JsonNode value) {
            return like(MACS, value);
        }
    },
    /** The name of a host. */
    @JsonProperty("hostname")
    HOSTNAME {
        @Override
        Optional<JsonNode> one(JsonNode value) {
            return like(HOSTNAMES, value);
        }
    },
    /** An e-mail address. */
    @JsonProperty("email")
    EMAIL {
        @Override
        Optional<JsonNode> one(JsonNode value) {
            return like(EMAILS, value);
        }
    },
    /** A UUID. */
    @JsonProperty("uuid")
    UUID {
        @Override
        Optional<JsonNode> one(JsonNode value) {
            return like(UUIDS, value);
        }
    },
    /** A URL with its scheme. */
    @JsonProperty("url")
    URL {
        @Override
        Optional<JsonNode> one(JsonNode value) {
            return like(URLS, value);
        }
    },
    /** The last part of a path; all of it when there is none. */
    @JsonProperty("basename")
    BASENAME {
        @Override
        Optional<JsonNode> one(JsonNode value) {
            return text(value).map(path -> {
                int end = path.length();
                while (end > 0 && path.charAt(end - 1) == '/') {
                    end--;
                }
                String name = path.substring(path.lastIndexOf('/', end - 1) + 1, end);
                return TextNode.valueOf(name.isEmpty() ? path : name);
            });
        }
    },
    /** In small letters. */
    @JsonProperty("lower")
    LOWER {
        @Override
        Optional<JsonNode> one(JsonNode value) {
            return text(value).map(word -> TextNode.valueOf(word.toLowerCase(Locale.ROOT)));
        }
    };

    private static final Pattern NUMBERS = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,9})?");
    private static final Pattern MACS = Pattern.compile("([0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}");
    private static final Pattern HOSTNAMES = Pattern.compile("[^\\s/@]++");
    private static final Pattern EMAILS =
            Pattern.compile("[a-zA-Z0-9!#$%&'*+-/=?^_`{|}~.]++@[a-zA-Z0-9-]++\\.[a-zA-Z0-9.-]++");
    private static final Pattern UUIDS =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern URLS = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*+://\\S++");

    /** A value, or the first of a list. */
    Optional<JsonNode> of(JsonNode value) {
        for (JsonNode item : each(value)) {
            Optional<JsonNode> written = item.isContainerNode() ? Optional.empty() : one(item);
            if (written.isPresent()) {
                return written;
            }
        }
        return Optional.empty();
    }

    /** A value that is no list. */
    abstract Optional<JsonNode> one(JsonNode value);

    /** The values of a list; a value alone is a list of one. */
    static Iterable<JsonNode> each(JsonNode value) {
        return value.isArray() ? value : JsonNodeFactory.instance.arrayNode().add(value);
    }

    private static Optional<String> text(JsonNode value) {
        return Optional.of(value)
                .filter(JsonNode::isValueNode)
                .filter(plain -> !plain.isNull())
                .map(JsonNode::asText)
                .filter(plain -> !plain.isEmpty());
    }

    private static Optional<Long> whole(JsonNode value) {
        if (value.isIntegralNumber()) {
            return value.canConvertToLong() ? Optional.of(value.longValue()) : Optional.empty();
        }
        try {
            return Optional.of(Long.parseLong(value.asText()));
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> like(Pattern pattern, JsonNode value) {
        return pattern.matcher(value.asText()).matches() ? TEXT.one(value) : Optional.empty();
    }
}
