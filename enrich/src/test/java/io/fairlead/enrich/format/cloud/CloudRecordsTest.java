// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.Normalized;
import io.fairlead.enrich.TestNormalizer;
import io.fairlead.testkit.EventChecks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records of clouds, code hosts, Vault and signers that are rarer than those of the golden files. */
final class CloudRecordsTest {
    private static final String CALL = "{\"eventVersion\":\"1.08\",\"userIdentity\":{\"type\":\"%s\",\"arn\":\"%s\"},"
            + "\"eventTime\":\"2026-11-22T14:00:00Z\",\"eventSource\":\"%s\",\"eventName\":\"%s\",\"awsRegion\":\"eu-north-1\","
            + "\"requestParameters\":{\"userName\":\"eve\",\"groupName\":\"ops\"},\"recipientAccountId\":\"210987654321\",\"eventID\":\"e-1\"}";

    @ParameterizedTest
    @CsvSource({
        "AddUserToGroup, 'group,change'",
        "CreateGroup, 'group,creation'",
        "DeleteUser, 'user,deletion'",
        "DeleteAccessKey, 'user,change'",
        "ListUsers, 'user,info'",
        "AttachRolePolicy, change",
        "CreateRole, creation",
    })
    void callsToIamAreAboutUsersAndGroups(String call, String types) {
        JsonNode document = document(CALL.formatted("IAMUser", "arn:aws:iam::1:user/x/ana", "iam.amazonaws.com", call));

        assertThat(document.at("/event/type").valueStream().map(JsonNode::asText))
                .containsExactly(types.split(",", -1));
        assertThat(document.at("/user/name").asText()).isEqualTo("ana");
        assertThat(document.at("/group/name").asText()).isEqualTo("ops");
        assertThat(document.at("/cloud/account/id").asText()).isEqualTo("210987654321");
    }

    @ParameterizedTest
    @CsvSource({
        "Root, arn:aws:iam::1:root, root",
        "AssumedRole, arn:aws:sts::1:assumed-role/node/i-0a, node",
        "FederatedUser, arn:aws:sts::1:federated-user/fay, fay",
        "AWSService, '', ''",
    })
    void whoCalledIsInTheNameOfTheIdentity(String type, String arn, String name) {
        JsonNode document = document(CALL.formatted(type, arn, "kms.amazonaws.com", "Decrypt"));

        assertThat(document.at("/user/name").asText("")).isEqualTo(name);
        assertThat(document.at("/event/type/0").asText()).isEqualTo("access");
    }

    @Test
    void recordsOfOneAccessKeyHaveOneFingerprint() {
        String call = CALL.replace("\"type\"", "\"accessKeyId\":\"AKIA%s\",\"type\"");
        String first = fingerprint("aws.cloudtrail", call.formatted("J7W2QXN4ZB6TLMPA", "IAMUser", "", "s3", "Get"));
        String second = fingerprint("aws.cloudtrail", call.formatted("J7W2QXN4ZB6TLMPA", "IAMUser", "", "kms", "List"));
        String other = fingerprint("aws.cloudtrail", call.formatted("J7W2QXN4ZB6TLMPB", "IAMUser", "", "s3", "Get"));
        String said = fingerprint("plain", "AWS_ACCESS_KEY_ID=AKIAJ7W2QXN4ZB6TLMPA aws s3 ls");

        assertThat(first)
                .matches("[0-9a-f]{32}")
                .isEqualTo(second)
                .isEqualTo(said)
                .isNotEqualTo(other);
    }

    /** The only one of the document. */
    private static String fingerprint(String format, String record) {
        JsonNode redacted = TestNormalizer.document(format, record).at("/fairlead/redacted");
        assertThat(redacted.at("/fingerprint")).hasSize(1);
        assertThat(redacted.at("/kind/0").asText()).isEqualTo("cloud-key");
        return redacted.at("/fingerprint/0").asText();
    }

    @Test
    void messagesOfCloudWatchAreRecords() {
        String call = CALL.formatted("Root", "arn:aws:iam::1:root", "iam.amazonaws.com", "ListUsers")
                .replace("\"", "\\\"");
        Normalized normalized = TestNormalizer.normalize(TestNormalizer.raw(
                "auto",
                "{\"messageType\":\"DATA_MESSAGE\",\"logGroup\":\"trail\",\"logStream\":\"s\",\"logEvents\":["
                        + "{\"id\":\"1\",\"timestamp\":1,\"message\":\"" + call
                        + "\"},{\"id\":\"2\",\"message\":\"no record\"}]}"));

        assertThat(normalized.events())
                .singleElement()
                .satisfies(event -> assertThat(
                                EventChecks.document(event).at("/event/action").asText())
                        .isEqualTo("ListUsers"));
        assertThat(normalized.rejected()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // an insight of CloudTrail
                "{'eventVersion':'1.07','eventTime':'2026-11-22T14:00:00Z','eventID':'i-1','eventType':'AwsCloudTrailInsight','recipientAccountId':'1','insightDetails':{'state':'Start','eventSource':'ssm.amazonaws.com','eventName':'PutParameter'}}|aws.cloudtrail|/event/action|PutParameter",
                // Google's own names of calls, and addresses that it does not tell
                "{'insertId':'a','logName':'projects/p/logs/cloudaudit.googleapis.com%2Fdata_access','timestamp':'2026-11-22T14:00:00Z','protoPayload':{'serviceName':'compute.googleapis.com','methodName':'v1.compute.disks.aggregatedList','requestMetadata':{'callerIp':'private'}}}|gcp.audit|/event/type/0|access",
                "{'insertId':'a','logName':'projects/p/logs/cloudaudit.googleapis.com%2Fdata_access','timestamp':'2026-11-22T14:00:00Z','protoPayload':{'serviceName':'compute.googleapis.com','methodName':'v1.compute.disks.aggregatedList','requestMetadata':{'callerIp':'private'}}}|gcp.audit|/source/address|",
                "{'insertId':'a','logName':'projects/p/logs/cloudaudit.googleapis.com%2Factivity','timestamp':'2026-11-22T14:00:00Z','resource':{'type':'gke_cluster','labels':{'cluster_name':'shop'}},'protoPayload':{'serviceName':'container.googleapis.com','methodName':'google.container.v1.ClusterManager.UpdateCluster'}}|gcp.audit|/orchestrator/cluster/name|shop",
                // a path that is no resource
                "{'insertId':'a','timestamp':'2026-11-22T14:00:00Z','protoPayload':{'serviceName':'k8s.io','methodName':'io.k8s.get','resourceName':'api/v1'}}|kubernetes.audit.gke|/url/path|/api/v1",
                "{'insertId':'a','timestamp':'2026-11-22T14:00:00Z','protoPayload':{'serviceName':'k8s.io','methodName':'io.k8s.get','resourceName':'apis/apps/v1'}}|kubernetes.audit.gke|/orchestrator/resource/type|",
                // Key Vault without its resource
                "{'time':'2026-11-22T14:00:00.1234567Z','category':'AuditEvent','operationName':'SecretGet','resultType':'Success','callerIpAddress':'198.51.100.4','identity':{'claim':{'appid':'a-1'}},'properties':{'requestUri':'https://shop.vault.azure.net/secrets/db/?api-version=7.4','httpStatusCode':200}}|azure.keyvault|/source/ip|198.51.100.4",
                // lines beside audit events in a managed control plane
                "{'messageType':'DATA_MESSAGE','owner':'1','logGroup':'/aws/eks/shop/cluster','logStream':'authenticator-1','logEvents':[{'id':'1','timestamp':1795355880000,'message':'time=2026-11-22T13:58:00Z level=info msg=~access granted~ arn=arn:aws:iam::1:role/ops client=127.0.0.1:3500 groups=~[system:masters ops]~ method=POST path=/authenticate uid=heptio:1:A username=ana'}]}|kubernetes.audit.eks|/user/group/name/1|ops",
                "{'messageType':'DATA_MESSAGE','owner':'1','logGroup':'/aws/eks/shop/cluster','logStream':'kube-scheduler-1','logEvents':[{'id':'1','timestamp':1795355880000,'message':'E1122 13:58:00.000000      11 schedule_one.go:7] ~Failed~ pod=~shop/web~'}]}|kubernetes.audit.eks|/event/dataset|kubernetes.component_logs",
                // eventrouter
                "{'verb':'ADDED','event':{'metadata':{'name':'web.1','namespace':'shop','uid':'e1'},'involvedObject':{'kind':'Pod','namespace':'shop','name':'web'},'reason':'Started','message':'Started container web','lastTimestamp':'2026-11-22T14:00:00Z','type':'Normal'}}|kubernetes.event|/kubernetes/pod/name|web",
                // Okta
                "{'uuid':'u','published':'2026-11-22T14:00:00Z','eventType':'group.user_membership.add','actor':{'id':'1'},'outcome':{'result':'SUCCESS'}}|okta.system|/event/type/1|change",
                "{'uuid':'u','published':'2026-11-22T14:00:00Z','eventType':'policy.evaluate_sign_on','actor':{'id':'1'},'outcome':{'result':'ALLOW'}}|okta.system|/event/category/0|authentication",
                "{'uuid':'u','published':'2026-11-22T14:00:00Z','eventType':'security.request.blocked','actor':{'id':'1'},'outcome':{'result':'DENY'}}|okta.system|/event/type/0|denied",
                // GitHub
                "{'action':'team.create','actor':'ana','org':'shop','created_at':1795000000000,'data':{'team':'shop/ops'}}|github.audit|/group/name|shop/ops",
                "{'action':'team.add_member','actor':'ana','user':'eve','org':'shop','created_at':1795000000000,'data':{'team':'shop/ops'}}|github.audit|/user/target/group/name|shop/ops",
                "{'action':'protected_branch.rejected_ref_update','actor':'ana','org':'shop','created_at':1795000000000}|github.audit|/event/outcome|failure",
                "{'action':'user.failed_login','actor':'ana','org':'shop','@timestamp':1795000000000,'actor_location':{'ip':'198.51.100.4'}}|github.audit|/event/outcome|failure",
                "{'action':'user.login','actor':'ana','org':'shop','@timestamp':1795000000000,'actor_location':{'ip':'198.51.100.4'}}|github.audit|/source/ip|198.51.100.4",
                "{'action':'user.logout','actor':'ana','org':'shop','@timestamp':1795000000000}|github.audit|/event/type/0|end",
                // Jenkins where builds name their nodes without a word before
                "Nov 22, 2026 2:58:02,611 PM shop-web #7 Started by user ana, Parameters:[] on Built-In Node started at 2026-11-22T14:57:00Z completed in 62611ms completed: FAILURE|jenkins.audit|/event/outcome|failure",
                // Vault
                "{'time':'2026-11-22T14:00:00Z','type':'response','auth':{'token_type':'service','metadata':{'email':'ana@example.org'}},'request':{'operation':'help','path':'ca/roles/shop','remote_address':'198.51.100.4'}}|hashicorp_vault.audit|/user/email|ana@example.org",
                "{'time':'2026-11-22T14:00:00Z','type':'kmip-response','request':{'client_certificate_serial_number':'12','data':{'kmip_request':{'tag':'RequestMessage'}},'remote_address':'198.51.100.4:36776'},'response':{'data':{'kmip_response':{}}}}|hashicorp_vault.audit|/source/port|36776",
                // GitLab
                "{'severity':'INFO','created_at':'2026-11-22T14:00:00Z','author_id':-1,'author_name':'An unauthenticated user','entity_id':1,'entity_type':'User','failed_login':'STANDARD','target_details':'eve','target_type':'User'}|gitlab.audit|/event/category/0|authentication",
                "{'severity':'INFO','created_at':'2026-11-22T14:00:00Z','author_id':-1,'author_name':'An unauthenticated user','entity_id':1,'entity_type':'User','failed_login':'STANDARD','target_details':'eve','target_type':'User'}|gitlab.audit|/event/action|login",
                // all shapes of what cosign signs, and what it says where nothing was signed
                "{'Critical':{'Identity':{'docker-reference':'registry.example/shop/web'},'Image':{'Docker-manifest-digest':'sha256:0000000000000000000000000000000000000000000000000000000000000001'},'Type':'cosign container image signature'},'Optional':null}|sigstore.verification|/container/image/name|registry.example/shop/web",
                "{'identity':{'docker-reference':'registry.example/shop/web'},'image':{'docker-manifest-digest':'sha256:0000000000000000000000000000000000000000000000000000000000000001'},'type':'https://sigstore.dev/cosign/sign/v1'}|sigstore.verification|/event/outcome|success",
                "Error: no matching signatures: invalid signature|content_trust.verification|/event/outcome|failure",
                "main.go:74: error during command execution: no signatures found|content_trust.verification|/signature/verifier|cosign",
                // the first releases of Ratify
                "{'isSuccess':true,'verifierReports':[{'Subject':'registry.example/shop/web@sha256:0000000000000000000000000000000000000000000000000000000000000001','IsSuccess':true,'Name':'cosign','Results':['valid signatures found']}]}|ratify.verification|/event/outcome|success",
            })
    void rareShapesAreRead(
            String record, String format, String pointer, @org.jspecify.annotations.Nullable String value) {
        String json = record.replace('\'', '"').replace("~", "\\\"");
        Normalized normalized = TestNormalizer.normalize(TestNormalizer.raw("auto", json));

        assertThat(normalized.rejected()).isEmpty();
        assertThat(normalized.events())
                .singleElement()
                .satisfies(event -> assertThat(
                                EventChecks.document(event).at(pointer).asText(""))
                        .isEqualTo(value == null ? "" : value));
        assertThat(EventChecks.document(normalized.events().getFirst()))
                .as("found by content to be of " + format)
                .isEqualTo(TestNormalizer.document(format, json));
    }

    private static JsonNode document(String record) {
        return TestNormalizer.document("aws.cloudtrail", record);
    }
}
