// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.kubernetes;

import io.fairlead.enrich.ecs.EcsDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The four ECS categorisation fields of an audit event. */
final class Classification {
    private static final Set<String> IAM = Set.of(
            "serviceaccounts",
            "roles",
            "rolebindings",
            "clusterroles",
            "clusterrolebindings",
            "certificatesigningrequests",
            "users",
            "groups",
            "userextras",
            "uids");
    private static final Set<String> AUTHENTICATION = Set.of("tokenreviews", "selfsubjectreviews");
    private static final Set<String> NETWORK =
            Set.of("networkpolicies", "services", "ingresses", "endpoints", "endpointslices");
    private static final Set<String> CONFIGURATION = Set.of(
            "configmaps",
            "secrets",
            "mutatingwebhookconfigurations",
            "validatingwebhookconfigurations",
            "validatingadmissionpolicies",
            "customresourcedefinitions",
            "apiservices",
            "resourcequotas",
            "limitranges",
            "priorityclasses",
            "podsecuritypolicies",
            "namespaces",
            "nodes");
    private static final int FIRST_ERROR = 400;

    private Classification() {}

    static void write(AuditRecord audit, EcsDocument document) {
        document.text("event.kind", "event")
                .texts("event.category", categories(audit))
                .texts("event.type", types(audit))
                .text("event.action", audit.verb())
                .text("event.outcome", outcome(audit));
    }

    private static List<String> categories(AuditRecord audit) {
        String resource = audit.resource();
        List<String> categories = new ArrayList<>(2);
        categories.add("api");
        switch (audit.subresource()) {
            case "exec", "attach" -> categories.add("process");
            case "portforward", "proxy" -> categories.add("network");
            case "token" -> categories.add("authentication");
            default -> {
                if (IAM.contains(resource)) {
                    categories.add("iam");
                } else if (AUTHENTICATION.contains(resource)) {
                    categories.add("authentication");
                } else if (NETWORK.contains(resource)) {
                    categories.add("network");
                } else if (CONFIGURATION.contains(resource)) {
                    categories.add("configuration");
                }
            }
        }
        return categories;
    }

    private static List<String> types(AuditRecord audit) {
        List<String> types = new ArrayList<>(2);
        types.add(
                switch (audit.verb()) {
                    case "create", "post" -> isStream(audit) ? "start" : "creation";
                    case "update", "patch", "put" -> "change";
                    case "delete", "deletecollection" -> "deletion";
                    case "get" -> isStream(audit) ? "start" : "access";
                    default -> "access";
                });
        switch (audit.annotation("authorization.k8s.io/decision")) {
            case "allow" -> types.add("allowed");
            case "forbid" -> types.add("denied");
            default -> {}
        }
        return types;
    }

    private static boolean isStream(AuditRecord audit) {
        return switch (audit.subresource()) {
            case "exec", "attach", "portforward" -> true;
            default -> false;
        };
    }

    private static String outcome(AuditRecord audit) {
        if (audit.stage().equals("Panic")) {
            return "failure";
        }
        int code = audit.code();
        return code <= 0 ? "unknown" : code < FIRST_ERROR ? "success" : "failure";
    }
}
