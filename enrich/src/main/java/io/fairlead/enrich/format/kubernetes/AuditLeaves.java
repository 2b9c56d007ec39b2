// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.kubernetes;

import io.fairlead.enrich.ecs.Shape;
import java.util.ArrayList;
import java.util.List;

/** Which paths below {@code kubernetes.audit} the Elasticsearch templates map as leaves. */
final class AuditLeaves {
    private static final List<String> ENVELOPE = List.of(
            "kind",
            "apiVersion",
            "level",
            "auditID",
            "stage",
            "requestURI",
            "verb",
            "sourceIPs",
            "userAgent",
            "requestReceivedTimestamp",
            "stageTimestamp",
            "user.username",
            "user.uid",
            "user.groups",
            "impersonatedUser.username",
            "impersonatedUser.uid",
            "impersonatedUser.groups",
            "objectRef.resource",
            "objectRef.subresource",
            "objectRef.namespace",
            "objectRef.name",
            "objectRef.uid",
            "objectRef.apiGroup",
            "objectRef.apiVersion",
            "objectRef.resourceVersion",
            "responseStatus.code",
            "responseStatus.status",
            "responseStatus.message",
            "responseStatus.reason");

    private static final List<String> OBJECT =
            List.of("kind", "apiVersion", "metadata.name", "metadata.namespace", "metadata.uid", "type");

    private AuditLeaves() {}

    /** The shape of {@code kubernetes.audit}. */
    static Shape shape() {
        List<String> leaves = new ArrayList<>(ENVELOPE);
        for (String body : List.of("requestObject", "responseObject")) {
            OBJECT.forEach(leaf -> leaves.add(body + "." + leaf));
        }
        return Shape.of(leaves);
    }
}
