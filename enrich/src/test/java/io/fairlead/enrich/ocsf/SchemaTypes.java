// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ocsf;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.address.IpLiteral;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The primitive types of OCSF 1.8 with their limits. */
final class SchemaTypes {
    private static final Map<String, Pattern> PATTERNS = Map.of(
            "email_t", Pattern.compile("[a-zA-Z0-9!#$%&'*+-/=?^_`{|}~.]+@[a-zA-Z0-9-]+\\.[a-zA-Z0-9-.]+"),
            "mac_t", Pattern.compile("([0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}"),
            "uuid_t", Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"),
            "url_t", Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://\\S+"),
            "hostname_t", Pattern.compile("[^\\s/@]+"));

    /** Milliseconds of 1973 and of 5138: seconds and nanoseconds of these days stand outside. */
    private static final long FIRST = 100_000_000_000L;

    private static final long LAST = 100_000_000_000_000L;
    private static final int PORTS = 65_535;

    private SchemaTypes() {}

    /** What is wrong with a value of a type. */
    static Optional<String> fault(String type, JsonNode value) {
        return valid(type, value) ? Optional.empty() : Optional.of("no " + type + ": " + value);
    }

    private static boolean valid(String type, JsonNode value) {
        return switch (type) {
            case "integer_t", "long_t" -> whole(value);
            case "timestamp_t" -> whole(value) && value.longValue() > FIRST && value.longValue() < LAST;
            case "port_t" -> whole(value) && value.longValue() >= 0 && value.longValue() <= PORTS;
            case "float_t" -> value.isNumber();
            case "boolean_t" -> value.isBoolean();
            case "json_t" -> true;
            case "ip_t" -> text(value) && IpLiteral.isLiteral(value.textValue());
            default ->
                text(value)
                        && (!PATTERNS.containsKey(type)
                                || PATTERNS.get(type).matcher(value.textValue()).matches());
        };
    }

    private static boolean whole(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToLong();
    }

    private static boolean text(JsonNode value) {
        return value.isTextual() && !value.textValue().isEmpty();
    }
}
