// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.signing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What was signed, in the one shape of cosign's signature specification: its first releases wrote the names with capitals, and
 * since it keeps signatures as bundles it leaves {@code critical} out.
 */
final class CosignPayload {
    private static final String DIGEST = "docker-manifest-digest";

    private CosignPayload() {}

    /** The payload in the usual shape; what is none as it is. */
    static ObjectNode of(ObjectNode root) {
        if (root.get("Critical") instanceof ObjectNode first) {
            return payload(
                    first.path("Identity"),
                    first.path("Image").path("Docker-manifest-digest"),
                    first.path("Type"),
                    root.path("Optional"));
        }
        boolean bare = root.path("identity").has("docker-reference")
                && root.path("image").path(DIGEST).isTextual();
        return bare
                ? payload(
                        root.path("identity"),
                        root.path("image").path(DIGEST),
                        root.path("type"),
                        root.path("optional"))
                : root;
    }

    private static ObjectNode payload(JsonNode identity, JsonNode digest, JsonNode type, JsonNode optional) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        ObjectNode critical = payload.putObject("critical");
        critical.set("identity", identity.isObject() ? identity : JsonNodeFactory.instance.objectNode());
        critical.putObject("image").set(DIGEST, digest.isTextual() ? digest : JsonNodeFactory.instance.nullNode());
        critical.put("type", type.asText());
        if (optional.isObject()) {
            payload.set("optional", optional);
        }
        return payload;
    }
}
