// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.address.IpLiteral;
import io.fairlead.enrich.address.TrustedProxies;
import io.fairlead.enrich.ecs.EcsDocument;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ECS fields of an audit event; {@code kubernetes.audit} itself is {@link AuditBody}'s. */
final class AuditDocument {
    private static final int HIGHEST_STATUS = 599;

    private final AuditRecord audit;
    private final String cluster;
    private final EcsDocument document;

    AuditDocument(AuditRecord audit, String cluster, EcsDocument document) {
        this.audit = audit;
        this.cluster = cluster;
        this.document = document;
    }

    void write(TrustedProxies proxies) {
        Classification.write(audit, document);
        String reason = audit.annotation("authorization.k8s.io/reason");
        document.text("event.reason", reason.isEmpty() ? audit.text("responseStatus", "reason") : reason);
        user();
        source(proxies);
        document.text("user_agent.original", audit.text("userAgent"));
        orchestrator();
        request();
        document.texts("container.image.name", ContainerImages.of(audit.root().get("requestObject")));
        command();
        related();
    }

    private void user() {
        document.text("user.name", audit.text("user", "username"))
                .text("user.id", audit.text("user", "uid"))
                .texts("user.group.name", groups("user"))
                .text("user.effective.name", audit.text("impersonatedUser", "username"))
                .text("user.effective.id", audit.text("impersonatedUser", "uid"))
                .texts("user.effective.group.name", groups("impersonatedUser"));
    }

    private List<String> groups(String who) {
        return AuditRecord.texts(AuditRecord.child(audit.root().get(who), "groups"));
    }

    private void source(TrustedProxies proxies) {
        String client = proxies.client(hops());
        document.text("source.address", client);
        if (client != null && IpLiteral.isLiteral(client)) {
            document.text("source.ip", client);
        }
    }

    private List<String> hops() {
        return AuditRecord.texts(audit.root().get("sourceIPs"));
    }

    private void orchestrator() {
        String namespace = audit.text("objectRef", "namespace");
        String name = audit.text("objectRef", "name");
        String group = audit.text("objectRef", "apiGroup");
        String version = audit.text("objectRef", "apiVersion");
        document.text("orchestrator.type", "kubernetes")
                .text("orchestrator.cluster.name", cluster)
                .text("orchestrator.namespace", namespace)
                .text("orchestrator.resource.name", name)
                .text("orchestrator.resource.type", audit.resource())
                .text("orchestrator.resource.id", audit.text("objectRef", "uid"))
                .text(
                        "orchestrator.api_version",
                        group.isEmpty() || version.isEmpty() ? version : group + "/" + version)
                .text("kubernetes.namespace", namespace);
        if (audit.resource().equals("pods")) {
            document.text("kubernetes.pod.name", name).text("kubernetes.pod.uid", audit.text("objectRef", "uid"));
        }
    }

    private void request() {
        RequestUri uri = RequestUri.of(audit.requestUri());
        document.text("url.path", uri.path())
                .text("url.query", uri.query())
                .text("http.request.method", method(audit.verb()));
        int code = audit.code();
        if (code > 0 && code <= HIGHEST_STATUS) {
            document.number("http.response.status_code", code);
        }
    }

    /** The HTTP method behind a verb; non-resource requests have the method itself as verb. */
    private static @Nullable String method(String verb) {
        return switch (verb) {
            case "get", "list", "watch" -> "GET";
            case "create", "post" -> "POST";
            case "update", "put" -> "PUT";
            case "patch" -> "PATCH";
            case "delete", "deletecollection" -> "DELETE";
            case "head" -> "HEAD";
            case "options" -> "OPTIONS";
            default -> null;
        };
    }

    private void command() {
        String subresource = audit.subresource();
        if (!subresource.equals("exec") && !subresource.equals("attach")) {
            return;
        }
        RequestUri uri = RequestUri.of(audit.requestUri());
        List<String> arguments = uri.parameter("command");
        document.texts("process.args", arguments).text("process.command_line", String.join(" ", arguments));
        uri.parameter("container").stream().findFirst().ifPresent(name -> document.text("container.name", name));
    }

    private void related() {
        Set<String> users = new LinkedHashSet<>();
        add(users, audit.text("user", "username"));
        add(users, audit.text("impersonatedUser", "username"));
        Set<String> addresses = new LinkedHashSet<>();
        hops().stream().filter(IpLiteral::isLiteral).forEach(addresses::add);
        Set<String> hosts = new LinkedHashSet<>();
        if (audit.resource().equals("nodes")) {
            add(hosts, audit.text("objectRef", "name"));
        }
        JsonNode spec = AuditRecord.child(audit.root().get("requestObject"), "spec");
        add(hosts, AuditRecord.asText(AuditRecord.child(spec, "nodeName")));
        document.texts("related.user", users).texts("related.ip", addresses).texts("related.hosts", hosts);
    }

    private static void add(Set<String> set, String value) {
        if (!value.isEmpty()) {
            set.add(value);
        }
    }
}
