// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.TestNormalizer;
import io.fairlead.schemas.record.Event;
import io.fairlead.testkit.EventChecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** Audit events made by changing a plain one. */
final class Audit {
    static final String FORMAT = "kubernetes.audit";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PLAIN = """
            {"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","auditID":"a-1","stage":"ResponseComplete",
             "requestURI":"/api/v1/namespaces/shop/pods/web?timeout=5s","verb":"get",
             "user":{"username":"tom","uid":"u-1","groups":["dev"]},"sourceIPs":["10.20.8.34"],"userAgent":"kubectl/v1.32",
             "objectRef":{"resource":"pods","namespace":"shop","name":"web","uid":"p-1","apiVersion":"v1"},
             "responseStatus":{"code":200},
             "requestReceivedTimestamp":"2026-11-22T14:49:34.538952Z","stageTimestamp":"2026-11-22T14:49:34.541001Z",
             "annotations":{"authorization.k8s.io/decision":"allow","authorization.k8s.io/reason":"RBAC: allowed"}}
            """;

    private Audit() {}

    /** The plain event, changed. */
    static String with(Consumer<ObjectNode> change) {
        ObjectNode event = object(PLAIN);
        change.accept(event);
        return event.toString();
    }

    /** The document of the plain event, changed. */
    static JsonNode document(Consumer<ObjectNode> change) {
        return EventChecks.document(event(change));
    }

    /** The plain event, changed and normalised. */
    static Event event(Consumer<ObjectNode> change) {
        return TestNormalizer.event(FORMAT, with(change));
    }

    /** A JSON object. */
    static ObjectNode object(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
