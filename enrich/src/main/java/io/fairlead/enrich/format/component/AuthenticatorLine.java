// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.component;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Fields;
import java.util.List;
import java.util.Map;

/**
 * A line of aws-iam-authenticator, which tells an EKS cluster's API server who a role of AWS is. Source: aws-iam-authenticator,
 * pkg/server; Amazon EKS User Guide, control plane logs.
 */
final class AuthenticatorLine {
    private AuthenticatorLine() {}

    /** Writes what the line says; false when it is none. */
    static boolean write(String text, EcsDocument document) {
        if (!text.startsWith("time=") || !text.contains(" path=/authenticate")) {
            return false;
        }
        Map<String, String> pairs = Logfmt.line(text).orElse(Map.of());
        String message = pairs.getOrDefault("msg", "");
        String user = pairs.getOrDefault("username", "");
        String groups = pairs.getOrDefault("groups", "");
        ObjectNode named = JsonNodeFactory.instance.objectNode();
        pairs.forEach((key, value) -> {
            if (!List.of("time", "level", "msg").contains(key)) {
                named.put(key, value);
            }
        });
        ComponentFields.write(
                pairs.getOrDefault("level", "info"), "", message, "kubernetes.component.fields", named, document);
        document.text("service.name", "aws-iam-authenticator").texts("event.category", List.of("authentication"));
        if (message.startsWith("access ")) {
            boolean granted = message.equals("access granted");
            document.text("event.action", "access-" + message.substring("access ".length()))
                    .texts("event.type", List.of("start"))
                    .text("event.outcome", granted ? "success" : "failure");
        }
        document.text("user.name", user).text("user.id", pairs.getOrDefault("uid", ""));
        if (groups.length() > 2 && groups.startsWith("[") && groups.endsWith("]")) {
            document.texts(
                    "user.group.name",
                    List.of(groups.substring(1, groups.length() - 1).split(" ")));
        }
        Fields.people(document, user);
        return true;
    }
}
