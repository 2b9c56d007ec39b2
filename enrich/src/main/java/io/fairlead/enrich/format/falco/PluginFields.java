// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.falco;

import static io.fairlead.enrich.format.falco.OutputFields.Target.text;

import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.WholeNumber;
import io.fairlead.enrich.format.falco.OutputFields.Target;
import java.util.List;
import java.util.Map;

/**
 * Who asked for what, by the fields of Falco's plugins: audit events of Kubernetes, CloudTrail, Google Cloud, Okta, GitHub.
 * Source: falcosecurity/plugins, supported fields of k8saudit, cloudtrail, gcpaudit, okta, github.
 */
final class PluginFields {
    private static final Map<String, Target> TARGETS = Map.ofEntries(
            Map.entry("ka.user.name", text("user.name")),
            Map.entry("ka.impuser.name", text("user.effective.name")),
            Map.entry("ka.verb", text("event.action")),
            Map.entry("ka.uri", text("url.original")),
            Map.entry("ka.useragent", text("user_agent.original")),
            Map.entry("ka.auth.reason", text("event.reason")),
            Map.entry("ka.target.namespace", text("orchestrator.namespace")),
            Map.entry("ka.target.resource", text("orchestrator.resource.type")),
            Map.entry("ka.target.name", text("orchestrator.resource.name")),
            Map.entry("ka.target.pod.name", text("kubernetes.pod.name")),
            Map.entry("ka.cluster.name", text("orchestrator.cluster.name")),
            Map.entry("ka.response.code", Target.number("http.response.status_code")),
            Map.entry("ct.user", text("user.name")),
            Map.entry("ct.name", text("event.action")),
            Map.entry("ct.useragent", text("user_agent.original")),
            Map.entry("ct.region", text("cloud.region")),
            Map.entry("ct.user.accountid", text("cloud.account.id")),
            Map.entry("ct.error", text("error.code")),
            Map.entry("ct.errormessage", text("error.message")),
            Map.entry("gcp.user", text("user.name")),
            Map.entry("gcp.methodName", text("event.action")),
            Map.entry("gcp.userAgent", text("user_agent.original")),
            Map.entry("gcp.projectId", text("cloud.project.id")),
            Map.entry("gcp.location", text("cloud.region")),
            Map.entry("okta.actor.alternateID", text("user.name")),
            Map.entry("okta.actor.name", text("user.full_name")),
            Map.entry("okta.actor.ID", text("user.id")),
            Map.entry("okta.target.user.alternateID", text("user.target.name")),
            Map.entry("okta.target.user.ID", text("user.target.id")),
            Map.entry("okta.evt.type", text("event.action")),
            Map.entry("okta.reason", text("event.reason")),
            Map.entry("okta.useragent.raw", text("user_agent.original")),
            Map.entry("github.user", text("user.name")),
            Map.entry("github.type", text("event.action")),
            Map.entry("github.org", text("organization.name")));

    private final OutputFields fields;
    private final EcsDocument document;

    PluginFields(OutputFields fields, EcsDocument document) {
        this.fields = fields;
        this.document = document;
    }

    /** Writes them; gives the categories beside that of all alerts. */
    List<String> write(String source) {
        fields.copy(TARGETS);
        if (source.startsWith("k8s_audit")) {
            kubernetes();
            return List.of("configuration");
        } else if (source.startsWith("aws_")) {
            document.text("cloud.provider", "aws")
                    .text("event.outcome", fields.text("ct.error").isEmpty() ? "success" : "failure");
        } else if (source.startsWith("gcp_")) {
            document.text("cloud.provider", "gcp");
        } else if (source.equals("okta")) {
            result(fields.text("okta.result"));
        }
        fields.source(fields.text("ct.srcip", "gcp.callerIP", "okta.client.ip"));
        return List.of();
    }

    /** Only the last of the addresses was seen by the API server itself; the others are the client's words. */
    private void kubernetes() {
        List<String> addresses = fields.texts("ka.sourceips");
        fields.source(addresses.isEmpty() ? "" : addresses.get(addresses.size() - 1));
        String namespace = document.get("orchestrator.namespace");
        String name = document.get("orchestrator.resource.name");
        boolean pod = document.get("orchestrator.resource.type").equals("pods");
        document.text("orchestrator.type", "kubernetes")
                .text("kubernetes.namespace", namespace)
                .textIfAbsent("kubernetes.pod.name", pod ? name : "")
                .text("process.command_line", fields.text("ka.uri.param[command]"));
        WholeNumber.of(fields.text("ka.response.code"))
                .ifPresent(code -> document.text("event.outcome", code < 400 ? "success" : "failure"));
        if (fields.text("ka.auth.decision").equals("forbid")) {
            document.text("event.outcome", "failure");
        }
    }

    /** How Okta says that something ended. */
    private void result(String result) {
        document.text(
                "event.outcome",
                switch (result) {
                    case "SUCCESS", "ALLOW" -> "success";
                    case "FAILURE", "DENY" -> "failure";
                    case "" -> "";
                    default -> "unknown";
                });
    }
}
