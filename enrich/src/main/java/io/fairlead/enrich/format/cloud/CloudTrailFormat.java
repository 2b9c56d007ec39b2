// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.ecs.Templates;
import io.fairlead.enrich.format.Fields;
import io.fairlead.enrich.format.RecordFormat;
import io.fairlead.enrich.json.JsonReader;
import io.fairlead.enrich.json.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * AWS CloudTrail: a file's {@code Records}, EventBridge's {@code detail}, the messages of CloudWatch Logs, or one record; calls
 * and insights. Source: AWS CloudTrail User Guide, record contents; Amazon CloudWatch Logs User Guide, subscription filters.
 */
public final class CloudTrailFormat extends RecordFormat {
    private static final String OWN = "aws.cloudtrail.";
    private static final SortedMap<String, String> TEXTS = new TreeMap<>(Map.ofEntries(
            Map.entry("awsRegion", "cloud.region"),
            Map.entry("userAgent", "user_agent.original"),
            Map.entry("userIdentity.principalId", "user.id"),
            Map.entry("errorCode", OWN + "error_code"),
            Map.entry("errorMessage", OWN + "error_message"),
            Map.entry("eventType", OWN + "event_type"),
            Map.entry("eventVersion", OWN + "event_version"),
            Map.entry("eventCategory", OWN + "event_category"),
            Map.entry("managementEvent", OWN + "management_event"),
            Map.entry("readOnly", OWN + "read_only"),
            Map.entry("requestID", OWN + "request_id"),
            Map.entry("apiVersion", OWN + "api_version"),
            Map.entry("recipientAccountId", OWN + "recipient_account_id"),
            Map.entry("sharedEventID", OWN + "shared_event_id"),
            Map.entry("vpcEndpointId", OWN + "vpc_endpoint_id"),
            Map.entry("userIdentity.type", OWN + "user_identity.type"),
            Map.entry("userIdentity.arn", OWN + "user_identity.arn"),
            Map.entry("userIdentity.accessKeyId", OWN + "user_identity.access_key_id"),
            Map.entry("userIdentity.invokedBy", OWN + "user_identity.invoked_by"),
            Map.entry("userIdentity.credentialId", OWN + "user_identity.credential_id"),
            Map.entry("userIdentity.onBehalfOf.userId", OWN + "user_identity.on_behalf_of.user_id"),
            Map.entry(
                    "userIdentity.onBehalfOf.identityStoreArn", OWN + "user_identity.on_behalf_of.identity_store_arn"),
            Map.entry("sessionCredentialFromConsole", OWN + "session_credential_from_console"),
            Map.entry(
                    "userIdentity.sessionContext.sessionIssuer.principalId",
                    OWN + "user_identity.session_context.session_issuer.principal_id"),
            Map.entry(
                    "userIdentity.sessionContext.sessionIssuer.accountId",
                    OWN + "user_identity.session_context.session_issuer.account_id"),
            Map.entry(
                    "userIdentity.sessionContext.sessionIssuer.type",
                    OWN + "user_identity.session_context.session_issuer.type"),
            Map.entry(
                    "userIdentity.sessionContext.sessionIssuer.arn",
                    OWN + "user_identity.session_context.session_issuer.arn"),
            Map.entry(
                    "userIdentity.sessionContext.sessionIssuer.userName",
                    OWN + "user_identity.session_context.session_issuer.user_name"),
            Map.entry(
                    "userIdentity.sessionContext.attributes.mfaAuthenticated",
                    OWN + "user_identity.session_context.mfa_authenticated"),
            Map.entry(
                    "userIdentity.sessionContext.attributes.creationDate",
                    OWN + "user_identity.session_context.creation_date")));
    private static final SortedMap<String, String> BODIES = new TreeMap<>(Map.of(
            "requestParameters", OWN + "flattened.request_parameters",
            "responseElements", OWN + "flattened.response_elements",
            "additionalEventData", OWN + "flattened.additional_eventdata",
            "serviceEventDetails", OWN + "flattened.service_event_details",
            "resources", OWN + "flattened.resources"));
    /** Bodies that rules search as one text too, as Elastic's integration writes it. */
    private static final SortedMap<String, String> BODY_TEXTS = new TreeMap<>(Map.of(
            "requestParameters", OWN + "request_parameters",
            "responseElements", OWN + "response_elements",
            "additionalEventData", OWN + "additional_eventdata",
            "serviceEventDetails", OWN + "service_event_details"));

    private static final String LOGIN = OWN + "console_login.additional_eventdata.";
    private static final String INSIGHT = "insightDetails.";
    private static final JsonReader READER = new JsonReader(64);

    /** For the service loader. */
    public CloudTrailFormat() {
        super("aws.cloudtrail", "aws.cloudtrail", Templates.shape("fairlead-cloudtrail", "aws.cloudtrail.record"));
    }

    @Override
    protected Set<String> bodies() {
        return BODIES.keySet();
    }

    @Override
    protected boolean isRecord(ObjectNode record) {
        if (record.path("insightDetails").isObject()) {
            return record.path("eventTime").isTextual()
                    && record.path("eventID").isTextual();
        }
        return record.path("eventSource").isTextual()
                && record.path("eventName").isTextual()
                && record.path("eventTime").isTextual()
                && (record.has("eventVersion") || record.has("awsRegion") || record.has("userIdentity"));
    }

    @Override
    protected List<? extends JsonNode> records(ObjectNode root) {
        if (root.path("Records").isArray()) {
            return new Fields(root).items("Records");
        }
        if (root.path("logEvents").isArray() && root.path("logGroup").isTextual()) {
            return messages(new Fields(root).items("logEvents"));
        }
        return root.has("detail-type") && root.get("detail") instanceof ObjectNode detail
                ? List.of(detail)
                : List.of(root);
    }

    @Override
    protected boolean isRoot(ObjectNode root) {
        if (!root.path("logEvents").isArray()) {
            return super.isRoot(root);
        }
        // the first message tells, so that not every one is read before it is known whose they are
        return root.path("logGroup").isTextual()
                && root.path("logEvents").path(0) instanceof ObjectNode first
                && messages(List.of(first)).getFirst() instanceof ObjectNode record
                && isRecord(record);
    }

    /** What CloudWatch Logs delivers: each event's message is a record as text. */
    private static List<JsonNode> messages(List<JsonNode> events) {
        List<JsonNode> records = new ArrayList<>();
        for (JsonNode event : events) {
            String message = event.path("message").asText();
            records.add(
                    message.startsWith("{") && READER.read(message) instanceof JsonTree.Read read
                            ? read.root()
                            : event);
        }
        return records;
    }

    @Override
    protected String stamp(ObjectNode record) {
        return new Fields(record).text("eventTime");
    }

    @Override
    protected String id(ObjectNode record) {
        return new Fields(record).text("eventID");
    }

    @Override
    protected void write(Fields record, EcsDocument document) {
        record.copy(TEXTS, document);
        BODIES.forEach((from, to) -> record.flattened(from, to, document));
        BODY_TEXTS.forEach((from, to) -> document.text(to, BodyText.of(record.at(from))));
        document.texts(OWN + "resources.arn", record.texts("resources.ARN"))
                .texts(OWN + "resources.account_id", record.texts("resources.accountId"))
                .texts(OWN + "resources.type", record.texts("resources.type"));
        String call = record.text("eventName", INSIGHT + "eventName");
        String service = record.text("eventSource", INSIGHT + "eventSource");
        String user = user(record);
        boolean failed = !record.text("errorCode").isEmpty()
                || record.text("responseElements.ConsoleLogin").equals("Failure");
        document.text("cloud.provider", "aws")
                .text("event.action", call)
                .text("event.provider", service)
                .text("cloud.account.id", record.text("userIdentity.accountId", "recipientAccountId"))
                .text("group.name", record.text("requestParameters.groupName"))
                .text("user.name", user)
                .text("user.target.name", record.text("requestParameters.userName"))
                .text("event.outcome", failed ? "failure" : "success")
                .texts("event.category", List.of(CloudTrailMeaning.category(record, call)))
                .texts("event.type", CloudTrailMeaning.types(record, call))
                .text("message", call + " of " + service + (user.isEmpty() ? "" : " by " + user));
        if (call.equals("ConsoleLogin")) {
            document.text(LOGIN + "login_to", record.text("additionalEventData.LoginTo"))
                    .text(LOGIN + "mfa_used", answer(record.text("additionalEventData.MFAUsed")))
                    .text(LOGIN + "mobile_version", answer(record.text("additionalEventData.MobileVersion")));
        }
        record.source(record.text("sourceIPAddress"), document);
        Fields.people(
                document,
                user,
                record.text("requestParameters.userName"),
                record.text("requestParameters.newUserName"));
    }

    /** The user or the role; of the account's own user, and where only the ARN has it, what the ARN says. */
    private static String user(Fields record) {
        String name = record.text("userIdentity.userName", "userIdentity.sessionContext.sessionIssuer.userName");
        if (!name.isEmpty()) {
            return name;
        }
        String[] parts = record.text("userIdentity.arn").split("/", -1);
        boolean named = parts[0].endsWith(":user") || parts[0].endsWith(":federated-user");
        return record.text("userIdentity.type").equals("Root")
                ? "root"
                : parts.length > 1 && parts[0].endsWith(":assumed-role")
                        ? parts[1]
                        : named ? parts[parts.length - 1] : "";
    }

    private static String answer(String word) {
        return word.isEmpty() ? "" : String.valueOf(!word.equals("No"));
    }
}
