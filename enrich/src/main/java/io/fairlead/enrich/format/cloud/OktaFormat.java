// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.address.IpLiteral;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.ecs.Templates;
import io.fairlead.enrich.format.Calls;
import io.fairlead.enrich.format.Fields;
import io.fairlead.enrich.format.RecordFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Okta's System Log: one event, or those of an event hook. Source: Okta, System Log API, LogEvent. */
public final class OktaFormat extends RecordFormat {
    private static final SortedMap<String, String> TEXTS = new TreeMap<>(Map.ofEntries(
            Map.entry("eventType", "event.action"),
            Map.entry("displayMessage", "message"),
            Map.entry("severity", "okta.severity"),
            Map.entry("uuid", "okta.uuid"),
            Map.entry("legacyEventType", "okta.legacy_event_type"),
            Map.entry("actor.id", "okta.actor.id"),
            Map.entry("actor.type", "okta.actor.type"),
            Map.entry("actor.alternateId", "okta.actor.alternate_id"),
            Map.entry("actor.displayName", "okta.actor.display_name"),
            Map.entry("client.ipAddress", "okta.client.ip"),
            Map.entry("client.id", "okta.client.id"),
            Map.entry("client.zone", "okta.client.zone"),
            Map.entry("client.device", "okta.client.device"),
            Map.entry("client.userAgent.rawUserAgent", "okta.client.user_agent.raw_user_agent"),
            Map.entry("client.userAgent.browser", "okta.client.user_agent.browser"),
            Map.entry("client.userAgent.os", "okta.client.user_agent.os"),
            Map.entry("client.geographicalContext.city", "source.geo.city_name"),
            Map.entry("client.geographicalContext.country", "source.geo.country_name"),
            Map.entry("outcome.result", "okta.outcome.result"),
            Map.entry("outcome.reason", "okta.outcome.reason"),
            Map.entry("transaction.id", "okta.transaction.id"),
            Map.entry("transaction.type", "okta.transaction.type"),
            Map.entry("debugContext.debugData.requestUri", "okta.debug_context.debug_data.request_uri"),
            Map.entry("debugContext.debugData.requestId", "okta.debug_context.debug_data.request_id"),
            Map.entry("debugContext.debugData.url", "okta.debug_context.debug_data.url"),
            Map.entry("debugContext.debugData.threatSuspected", "okta.debug_context.debug_data.threat_suspected"),
            Map.entry("debugContext.debugData.factor", "okta.debug_context.debug_data.factor"),
            Map.entry("debugContext.debugData.dtHash", "okta.debug_context.debug_data.dt_hash"),
            Map.entry("authenticationContext.issuer.type", "okta.authentication_context.issuer.type"),
            Map.entry("authenticationContext.credentialType", "okta.authentication_context.credential_type"),
            Map.entry("authenticationContext.credentialProvider", "okta.authentication_context.credential_provider"),
            Map.entry(
                    "authenticationContext.authenticationProvider",
                    "okta.authentication_context.authentication_provider"),
            Map.entry("debugContext.debugData.deviceFingerprint", "okta.debug_context.debug_data.device_fingerprint"),
            Map.entry("debugContext.debugData.authnRequestId", "okta.debug_context.debug_data.authnRequestId"),
            Map.entry("debugContext.debugData.grantType", "okta.debug_context.debug_data.grant_type"),
            Map.entry("debugContext.debugData.requestedScopes", "okta.debug_context.debug_data.requested_scopes"),
            Map.entry("debugContext.debugData.grantedScopes", "okta.debug_context.debug_data.granted_scopes"),
            Map.entry("authenticationContext.rootSessionId", "okta.authentication_context.root_session_id"),
            Map.entry("authenticationContext.interface", "okta.authentication_context.interface"),
            Map.entry("authenticationContext.issuer.id", "okta.authentication_context.issuer.id"),
            Map.entry("transaction.detail.requestApiTokenId", "okta.transaction.detail.request_api_token_id"),
            Map.entry("client.geographicalContext.state", "client.geo.region_name"),
            Map.entry("device.id", "okta.device.id"),
            Map.entry("device.name", "okta.device.name"),
            Map.entry("device.os_platform", "okta.device.os_platform"),
            Map.entry("device.os_version", "okta.device.os_version"),
            Map.entry("device.managed", "okta.device.managed"),
            Map.entry("device.registered", "okta.device.registered"),
            Map.entry("device.disk_encryption_type", "okta.device.disk_encryption_type"),
            Map.entry("device.screen_lock_type", "okta.device.screen_lock_type"),
            Map.entry("device.secure_hardware_present", "okta.device.secure_hardware_present"),
            Map.entry("authenticationContext.externalSessionId", "okta.authentication_context.external_session_id"),
            Map.entry("securityContext.asOrg", "okta.security_context.as.organization.name"),
            Map.entry("securityContext.isp", "okta.security_context.isp"),
            Map.entry("securityContext.domain", "okta.security_context.domain"),
            Map.entry("securityContext.isProxy", "okta.security_context.is_proxy")));

    /** For the service loader. */
    public OktaFormat() {
        super("okta.system", "okta", Templates.shape("fairlead-okta", "okta.record"));
    }

    @Override
    protected Set<String> bodies() {
        return Set.of("debugContext.debugData", "target");
    }

    @Override
    protected boolean isRecord(ObjectNode record) {
        return record.path("eventType").isTextual()
                && record.path("published").isTextual()
                && record.path("uuid").isTextual()
                && (record.has("actor") || record.has("outcome"));
    }

    @Override
    protected List<? extends JsonNode> records(ObjectNode root) {
        return root.path("data").path("events").isArray() ? new Fields(root).items("data.events") : List.of(root);
    }

    @Override
    protected String stamp(ObjectNode record) {
        return new Fields(record).text("published");
    }

    @Override
    protected String id(ObjectNode record) {
        return new Fields(record).text("uuid");
    }

    @Override
    protected void write(Fields record, EcsDocument document) {
        record.copy(TEXTS, document);
        record.flattened("debugContext.debugData", "okta.debug_context.debug_data.flattened", document);
        record.flattened("target", "okta.flattened.target", document);
        String action = record.text("eventType");
        String user = record.text("actor.alternateId");
        Fields target = targetUser(record);
        String targetName = target.text("alternateId");
        OktaRisk.of(record).write(document);
        record.flattened("request.ipChain", "okta.request.ip_chain", document);
        record.number("securityContext.asNumber", "okta.security_context.as.number", document);
        record.number("securityContext.asNumber", "source.as.number", document);
        record.number(
                "authenticationContext.authenticationStep",
                "okta.authentication_context.authentication_step",
                document);
        document.text("source.as.organization.name", record.text("securityContext.asOrg"))
                .text("source.geo.region_name", record.text("client.geographicalContext.state"))
                .text("client.geo.city_name", record.text("client.geographicalContext.city"))
                .text("client.geo.country_name", record.text("client.geographicalContext.country"))
                .text(
                        "client.ip",
                        IpLiteral.isLiteral(record.text("client.ipAddress")) ? record.text("client.ipAddress") : "")
                .text("client.user.name", user)
                .text("client.user.id", record.text("actor.id"))
                .text("client.user.full_name", record.text("actor.displayName"))
                .text("source.user.name", user)
                .text("source.user.id", record.text("actor.id"))
                .text("user.target.id", target.text("id"))
                .text("user.target.full_name", target.text("displayName"))
                .text("user.target.email", targetName.indexOf('@') > 0 ? targetName : "")
                .texts("okta.target.id", targets(record, "id"));
        document.text("okta.event_type", action)
                .text("okta.display_message", record.text("displayMessage"))
                .texts("okta.target.type", targets(record, "type"))
                .texts("okta.target.alternate_id", targets(record, "alternateId"))
                .texts("okta.target.display_name", targets(record, "displayName"))
                .text("log.level", record.text("severity"))
                .text("event.reason", record.text("outcome.reason"))
                .text("event.outcome", outcome(record.text("outcome.result")))
                .text("user.id", record.text("actor.id"))
                .text("user.name", user)
                .text("user.full_name", record.text("actor.displayName"))
                .text("user.email", user.indexOf('@') > 0 ? user : "")
                .text("user.target.name", targetName)
                .text("user_agent.original", record.text("client.userAgent.rawUserAgent"));
        classify(action, document);
        record.source(record.text("client.ipAddress"), document);
        Fields.people(document, user, targetName);
    }

    private static List<String> targets(Fields record, String key) {
        return record.objects("target").stream()
                .map(target -> new Fields(target).text(key))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** The first user among the targets, or nobody. */
    private static Fields targetUser(Fields record) {
        return record.objects("target").stream()
                .map(Fields::new)
                .filter(target -> target.text("type").equals("User"))
                .findFirst()
                .orElseGet(() -> new Fields(JsonNodeFactory.instance.objectNode()));
    }

    private static String outcome(String result) {
        return switch (result) {
            case "SUCCESS", "ALLOW" -> "success";
            case "FAILURE", "DENY" -> "failure";
            default -> "unknown";
        };
    }

    private static void classify(String action, EcsDocument document) {
        String family = action.contains(".") ? action.substring(0, action.indexOf('.')) : action;
        if (action.startsWith("user.session")) {
            document.texts("event.category", List.of("authentication", "session"))
                    .texts("event.type", List.of(action.endsWith("end") || action.endsWith("clear") ? "end" : "start"));
        } else if (action.startsWith("user.authentication") || action.startsWith("app.oauth2")) {
            document.texts("event.category", List.of("authentication")).texts("event.type", List.of("start"));
        } else if (action.startsWith("policy.evaluate")) {
            document.texts("event.category", List.of("authentication")).texts("event.type", List.of("info"));
        } else if (action.contains("user_membership")) {
            boolean group = family.equals("group");
            document.texts("event.category", List.of("iam"))
                    .texts("event.type", List.of(group ? "group" : "user", "change"));
        } else if (family.equals("security")) {
            boolean blocked = action.endsWith("blocked");
            document.texts("event.category", List.of("intrusion_detection"))
                    .texts("event.type", List.of(blocked ? "denied" : "info"));
        } else if (action.contains("rate_limit") || action.contains("limit.violation")) {
            document.texts("event.category", List.of("web")).texts("event.type", List.of("info"));
        } else if (family.equals("user") || family.equals("group")) {
            document.texts("event.category", List.of("iam")).texts("event.type", List.of(family, Calls.type(action)));
        } else {
            document.texts("event.category", List.of("configuration")).texts("event.type", List.of(Calls.type(action)));
        }
    }
}
