// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fairlead.enrich.format.FormatContext;
import io.fairlead.enrich.redact.SecretKind;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Takes secrets out of a record in place. Vault writes hashes for values, but not for the names of what it keeps, for numbers,
 * and for nothing at all where a device is told to log raw: what stands under {@code data} goes with its names.
 */
final class VaultRedaction {
    private static final String HASHED = "hmac-sha256:";
    private static final Set<String> HEADERS = Set.of("authorization", "cookie", "x-vault-token");
    private static final Set<String> TOKENS =
            Set.of("client_token", "token", "accessor", "client_token_accessor", "wrapped_accessor");

    private VaultRedaction() {}

    static void redact(ObjectNode record, FormatContext context) {
        for (String part : new String[] {"request", "response"}) {
            if (record.get(part) instanceof ObjectNode object) {
                if (object.has("data") && !object.get("data").isNull()) {
                    object.put(
                            "data",
                            context.redactions()
                                    .replace(
                                            SecretKind.SECRET_DATA,
                                            object.get("data").toString()));
                }
                headers(object, context);
                tokens(object, context);
            }
        }
        if (record.get("auth") instanceof ObjectNode auth) {
            tokens(auth, context);
        }
    }

    private static void headers(ObjectNode request, FormatContext context) {
        if (request.get("headers") instanceof ObjectNode headers) {
            for (Map.Entry<String, JsonNode> header : headers.properties()) {
                if (HEADERS.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                    String value =
                            header.getValue().isArray() && header.getValue().size() == 1
                                    ? header.getValue().get(0).asText()
                                    : header.getValue().asText();
                    header.setValue(TextNode.valueOf(context.redactions().replace(SecretKind.TOKEN, value)));
                }
            }
        }
    }

    /** Tokens that are no hashes. */
    private static void tokens(ObjectNode object, FormatContext context) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            JsonNode value = field.getValue();
            if (value instanceof ObjectNode inner) {
                tokens(inner, context);
            } else if (value instanceof ArrayNode list) {
                list.forEach(item -> {
                    if (item instanceof ObjectNode inner) {
                        tokens(inner, context);
                    }
                });
            } else if (TOKENS.contains(field.getKey())
                    && value instanceof TextNode text
                    && !text.textValue().isEmpty()
                    && !text.textValue().startsWith(HASHED)) {
                field.setValue(TextNode.valueOf(context.redactions().replace(SecretKind.TOKEN, text.textValue())));
            }
        }
    }
}
