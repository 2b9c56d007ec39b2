// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Calls;
import io.fairlead.enrich.format.Fields;
import io.fairlead.enrich.format.RecordFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Resource logs of Azure Key Vault and Managed HSM as Azure Monitor sends them: one record, or many under {@code records}.
 * Source: Azure Key Vault logging; Azure Monitor, resource log schema.
 */
public final class KeyVaultFormat extends RecordFormat {
    private static final String OWN = "azure.platformlogs.";
    private static final String CLAIMS = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";
    private static final String OBJECT = "http://schemas.microsoft.com/identity/claims/objectidentifier";
    private static final SortedMap<String, String> TEXTS = new TreeMap<>(Map.ofEntries(
            Map.entry("operationName", OWN + "operation_name"),
            Map.entry("operationVersion", OWN + "operation_version"),
            Map.entry("category", OWN + "category"),
            Map.entry("resultType", OWN + "result_type"),
            Map.entry("resultSignature", OWN + "result_signature"),
            Map.entry("resultDescription", OWN + "result_description"),
            Map.entry("correlationId", "azure.correlation_id"),
            Map.entry("tenantId", "azure.tenant_id"),
            Map.entry("location", "cloud.region"),
            Map.entry("properties.id", OWN + "properties.id"),
            Map.entry("properties.clientInfo", "user_agent.original"),
            Map.entry("properties.requestUri", "url.original"),
            Map.entry("properties.tlsVersion", "tls.version"),
            Map.entry("properties.trustedService", OWN + "properties.trusted_service"),
            Map.entry("properties.isAddressAuthorized", OWN + "properties.is_address_authorized"),
            Map.entry("properties.isAccessPolicyMatch", OWN + "properties.is_access_policy_match")));

    /** For the service loader. */
    public KeyVaultFormat() {
        super("azure.keyvault", "azure.platformlogs", "azure.platformlogs");
    }

    @Override
    protected boolean isRecord(ObjectNode record) {
        String id = id(record, "resourceId", "ResourceId");
        boolean vault = id.contains("/PROVIDERS/MICROSOFT.KEYVAULT/VAULTS/")
                || id.contains("/PROVIDERS/MICROSOFT.KEYVAULT/MANAGEDHSMS/");
        return (vault || isRequest(record)) && record.path("operationName").isTextual();
    }

    /** An entry that was exported without its resource: the address that was asked is a vault's. */
    private static boolean isRequest(ObjectNode record) {
        String asked = new Fields(record).text("properties.requestUri", "properties.id");
        return record.path("category").asText().equals("AuditEvent")
                && !record.has("resourceId")
                && (asked.contains(".vault.azure.") || asked.contains(".managedhsm.azure."));
    }

    private static String id(ObjectNode record, String... names) {
        return new Fields(record).text(names).toUpperCase(Locale.ROOT);
    }

    @Override
    protected List<? extends JsonNode> records(ObjectNode root) {
        return root.path("records").isArray() ? new Fields(root).items("records") : List.of(root);
    }

    @Override
    protected String stamp(ObjectNode record) {
        return record.path("time").asText();
    }

    @Override
    protected String id(ObjectNode record) {
        return record.path("correlationId").asText();
    }

    @Override
    protected void write(Fields record, EcsDocument document) {
        record.copy(TEXTS, document);
        String operation = record.text("operationName");
        String user = user(record);
        String code = record.text("properties.httpStatusCode", "resultSignature");
        boolean success = record.text("resultType").equalsIgnoreCase("Success");
        boolean refused = code.startsWith("4") || record.text("resultSignature").equalsIgnoreCase("Forbidden");
        String object = record.text("properties.id");
        boolean access = operation.equals("VaultPatch")
                || operation.equals("VaultPut")
                || operation.contains("AccessPolicy")
                || operation.contains("RoleAssignment");
        document.text("event.action", operation)
                .texts("event.category", List.of(access ? "iam" : "configuration"))
                .texts("event.type", List.of(type(operation)))
                .text("event.outcome", success && !refused ? "success" : "failure")
                .text("cloud.provider", "azure")
                .text("user.name", user)
                .text("user.id", claim(record, OBJECT, "oid", "objectidentifier"))
                .text("service.type", "azure_key_vault")
                .text(OWN + "identity.appid", claim(record, "appid"))
                .text(OWN + "identity.claim.appid", claim(record, "appid"))
                .text(OWN + "identity.claim.upn", claim(record, CLAIMS + "upn", "upn"))
                .text(OWN + "identity.claim.oid", claim(record, OBJECT, "oid"))
                .text(OWN + "identity.name", user)
                .text(
                        "message",
                        operation + (object.isEmpty() ? "" : " " + object) + (user.isEmpty() ? "" : " by " + user));
        record.number("properties.httpStatusCode", "http.response.status_code", document);
        record.flattened("properties", OWN + "flattened.properties", document);
        record.source(record.text("callerIpAddress", "CallerIPAddress"), document);
        place(id(record.root(), "resourceId", "ResourceId"), document);
        Fields.people(document, user);
    }

    /** {@code /SUBSCRIPTIONS/…/RESOURCEGROUPS/…/PROVIDERS/MICROSOFT.KEYVAULT/VAULTS/NAME}. */
    private static void place(String id, EcsDocument document) {
        String[] parts = id.split("/", -1);
        document.text("azure.resource.id", id);
        if (parts.length > 8) {
            document.text("azure.subscription_id", parts[2])
                    .text("cloud.account.id", parts[2].toLowerCase(Locale.ROOT))
                    .text("azure.resource.group", parts[4])
                    .text("azure.resource.provider", parts[6] + "/" + parts[7])
                    .text("azure.resource.name", parts[8]);
        }
    }

    private static String user(Fields record) {
        return claim(record, CLAIMS + "upn", "upn", CLAIMS + "name", "unique_name", "appid");
    }

    /** A claim of the caller's token; most names hold dots. */
    private static String claim(Fields record, String... names) {
        JsonNode claims = record.at("identity.claim");
        for (String name : names) {
            if (claims.path(name).isTextual() && !claims.path(name).textValue().isEmpty()) {
                return claims.path(name).textValue();
            }
        }
        return "";
    }

    /** Names of operations begin with what they are about: SecretGet, KeyCreate, VaultDelete. */
    private static String type(String operation) {
        int verb = operation.length();
        while (verb > 0 && !Character.isUpperCase(operation.charAt(verb - 1))) {
            verb--;
        }
        String name = operation.substring(Math.max(0, verb - 1));
        return switch (name) {
            case "Decrypt", "Unwrap", "Sign", "Verify", "Encrypt", "Wrap", "Backup", "Authentication" -> "access";
            case "Purge" -> "deletion";
            default -> Calls.type(name);
        };
    }
}
