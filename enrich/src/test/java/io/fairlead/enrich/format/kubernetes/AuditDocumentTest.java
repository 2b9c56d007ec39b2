// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.TestNormalizer;
import io.fairlead.schemas.record.Event;
import io.fairlead.testkit.EventChecks;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AuditDocumentTest {
    @ParameterizedTest
    @CsvSource({
        "/@timestamp, 2026-11-22T14:49:34.541001Z",
        "/event/kind, event",
        "/event/category/0, api",
        "/event/type/0, access",
        "/event/type/1, allowed",
        "/event/action, get",
        "/event/outcome, success",
        "/event/reason, RBAC: allowed",
        "/event/dataset, kubernetes.audit_logs",
        "/event/module, kubernetes",
        "/event/ingested, 2026-11-22T15:00:00Z",
        "/data_stream/type, logs",
        "/data_stream/dataset, kubernetes.audit_logs",
        "/user/name, tom",
        "/user/id, u-1",
        "/user/group/name/0, dev",
        "/source/ip, 10.20.8.34",
        "/source/address, 10.20.8.34",
        "/user_agent/original, kubectl/v1.32",
        "/orchestrator/type, kubernetes",
        "/orchestrator/cluster/name, cluster-a",
        "/orchestrator/namespace, shop",
        "/orchestrator/resource/name, web",
        "/orchestrator/resource/type, pods",
        "/orchestrator/resource/id, p-1",
        "/orchestrator/api_version, v1",
        "/kubernetes/namespace, shop",
        "/kubernetes/pod/name, web",
        "/kubernetes/pod/uid, p-1",
        "/url/path, /api/v1/namespaces/shop/pods/web",
        "/url/query, timeout=5s",
        "/http/response/status_code, 200",
        "/http/request/method, GET",
        "/related/user/0, tom",
        "/related/ip/0, 10.20.8.34",
        "/kubernetes/audit/auditID, a-1",
        "/kubernetes/audit/annotations/authorization_k8s_io~1decision, allow",
        "/kubernetes/audit/flattened/annotations/authorization.k8s.io~1decision, allow",
        "/kubernetes/audit/objectRef/resource, pods",
        "/kubernetes/audit/responseStatus/code, 200",
        "/kubernetes/audit/sourceIPs/0, 10.20.8.34",
    })
    void plainEvent(String pointer, String expected) {
        assertThat(Audit.document(event -> {}).at(pointer).asText()).isEqualTo(expected);
    }

    @Test
    void eventCarriesTheSameIdAndTimeAsItsDocument() {
        Event event = Audit.event(any -> {});

        EventChecks.checkEvent(event);
        assertThat(event.getTime()).isEqualTo(Instant.parse("2026-11-22T14:49:34.541001Z"));
        assertThat(event.getDataset()).isEqualTo("kubernetes.audit_logs");
        assertThat(event.getOrigin().getCluster()).isEqualTo("cluster-a");
    }

    @ParameterizedTest
    @CsvSource({
        "create, 201, creation, success, POST",
        "update, 200, change, success, PUT",
        "patch, 409, change, failure, PATCH",
        "delete, 403, deletion, failure, DELETE",
        "deletecollection, 200, deletion, success, DELETE",
        "list, 200, access, success, GET",
        "watch, 200, access, success, GET",
        "list, 0, access, unknown, GET",
    })
    void verbsAndCodes(String verb, int code, String type, String outcome, String method) {
        JsonNode document = Audit.document(event -> {
            event.put("verb", verb);
            event.withObject("/responseStatus").put("code", code);
        });

        assertThat(document.at("/event/type/0").asText()).isEqualTo(type);
        assertThat(document.at("/event/outcome").asText()).isEqualTo(outcome);
        assertThat(document.at("/event/action").asText()).isEqualTo(verb);
        assertThat(document.at("/http/request/method").asText()).isEqualTo(method);
    }

    @Test
    void deniedRequestsSaySo() {
        JsonNode document = Audit.document(
                event -> event.withObject("/annotations").put("authorization.k8s.io/decision", "forbid"));

        assertThat(document.at("/event/type/1").asText()).isEqualTo("denied");
    }

    @Test
    void panicIsAFailure() {
        JsonNode document = Audit.document(event -> {
            event.put("stage", "Panic");
            event.remove("responseStatus");
        });

        assertThat(document.at("/event/outcome").asText()).isEqualTo("failure");
    }

    @Test
    void impersonationShowsBothUsers() {
        JsonNode document = Audit.document(event -> event.putObject("impersonatedUser")
                .put("username", "lena")
                .put("uid", "u-2")
                .putArray("groups")
                .add("system:masters"));

        assertThat(document.at("/user/name").asText()).isEqualTo("tom");
        assertThat(document.at("/user/effective/name").asText()).isEqualTo("lena");
        assertThat(document.at("/user/effective/id").asText()).isEqualTo("u-2");
        assertThat(document.at("/user/effective/group/name/0").asText()).isEqualTo("system:masters");
        assertThat(document.at("/related/user")).hasSize(2);
        assertThat(document.at("/kubernetes/audit/impersonatedUser/username").asText())
                .isEqualTo("lena");
    }

    @Test
    void execIsDecodedIntoAProcess() {
        JsonNode document = Audit.document(event -> {
            event.put(
                    "requestURI",
                    "/api/v1/namespaces/shop/pods/web/exec?command=sh&command=-c"
                            + "&command=cat+%2Fetc%2Fpasswd%20%26%26+echo+a%2Bb&container=app&stdin=true");
            event.withObject("/objectRef").put("subresource", "exec");
        });

        assertThat(document.at("/process/args"))
                .extracting(JsonNode::asText)
                .containsExactly("sh", "-c", "cat /etc/passwd && echo a+b");
        assertThat(document.at("/process/command_line").asText()).isEqualTo("sh -c cat /etc/passwd && echo a+b");
        assertThat(document.at("/container/name").asText()).isEqualTo("app");
        assertThat(document.at("/event/category")).extracting(JsonNode::asText).containsExactly("api", "process");
        assertThat(document.at("/event/type/0").asText()).isEqualTo("start");
    }

    @Test
    void commandOfAnotherSubresourceIsNoProcess() {
        JsonNode document =
                Audit.document(event -> event.put("requestURI", "/api/v1/namespaces/shop/pods/web?command=sh"));

        assertThat(document.has("process")).isFalse();
    }

    @Test
    void imagesComeFromPodsAndTemplates() {
        JsonNode document = Audit.document(event -> event.set("requestObject", Audit.object("""
                        {"spec":{"containers":[{"image":"a:1"}],"initContainers":[{"image":"b:1"}],
                         "ephemeralContainers":[{"image":"a:1"}],
                         "template":{"spec":{"containers":[{"image":"c:1"}]}},
                         "jobTemplate":{"spec":{"template":{"spec":{"containers":[{"image":"d:1"}],"nodeName":"n"}}}},
                         "nodeName":"node-a1"}}
                        """)));

        assertThat(document.at("/container/image/name"))
                .extracting(JsonNode::asText)
                .containsExactly("a:1", "b:1", "c:1", "d:1");
        assertThat(document.at("/related/hosts/0").asText()).isEqualTo("node-a1");
    }

    @Test
    void groupAndVersionMakeTheApiVersion() {
        JsonNode document = Audit.document(event -> event.withObject("/objectRef")
                .put("resource", "clusterrolebindings")
                .put("apiGroup", "rbac.authorization.k8s.io"));

        assertThat(document.at("/orchestrator/api_version").asText()).isEqualTo("rbac.authorization.k8s.io/v1");
        assertThat(document.at("/event/category/1").asText()).isEqualTo("iam");
        assertThat(document.at("/kubernetes").has("pod")).isFalse();
    }

    @Test
    void userExtraHasNoDotsInPlaceAndAllBeside() {
        JsonNode document = Audit.document(event -> event.withObject("/user")
                .putObject("extra")
                .putArray("authentication.kubernetes.io/pod-name")
                .add("web"));

        assertThat(document.at("/kubernetes/audit/user/extra/authentication_kubernetes_io~1pod-name/0")
                        .asText())
                .isEqualTo("web");
        assertThat(document.at("/kubernetes/audit/flattened/userExtra/authentication.kubernetes.io~1pod-name/0")
                        .asText())
                .isEqualTo("web");
    }

    @Test
    void managedFieldsAreDroppedFromBodies() {
        JsonNode document = Audit.document(event -> event.set(
                "responseObject",
                Audit.object("{\"metadata\":{\"name\":\"x\",\"managedFields\":[{\"manager\":\"m\"}]},"
                        + "\"items\":[{\"metadata\":{\"managedFields\":[]}}]}")));

        assertThat(document.at("/kubernetes/audit/responseObject").toString()).doesNotContain("managedFields");
        assertThat(document.at("/kubernetes/audit/flattened").toString()).doesNotContain("managedFields");
        assertThat(document.at("/kubernetes/audit/responseObject/metadata/name").asText())
                .isEqualTo("x");
    }

    @Test
    void longOriginalsAreLeftOutAndTagged() {
        JsonNode document = Audit.document(event -> event.put("userAgent", "x".repeat(40_000)));

        assertThat(document.at("/event").has("original")).isFalse();
        assertThat(document.at("/tags/0").asText()).isEqualTo("original_too_large");
        assertThat(document.at("/user_agent/original").asText()).hasSize(40_000);
    }

    @Test
    void originalIsTheRecordWrittenAnew() {
        String record = Audit.with(event -> {});

        assertThat(TestNormalizer.document(Audit.FORMAT, record)
                        .at("/event/original")
                        .asText())
                .isEqualTo(record);
    }

    @Test
    void bodiesGoWhenTheDocumentIsTooLarge() {
        JsonNode document = Audit.document(event -> {
            event.putObject("requestObject").put("a", "x".repeat(3 * 1024 * 1024));
            event.putObject("responseObject").put("a", "x".repeat(2 * 1024 * 1024));
        });

        assertThat(document.at("/tags")).extracting(JsonNode::asText).contains("body_dropped");
        assertThat(document.at("/kubernetes/audit/requestObject/a").asText()).hasSize(3 * 1024 * 1024);
        assertThat(document.at("/kubernetes/audit/flattened").has("responseObject"))
                .isFalse();
        assertThat(document.at("/user/name").asText()).isEqualTo("tom");
    }

    @Test
    void trustedProxiesAreSkippedFromTheRight() {
        String record = Audit.with(event ->
                event.putArray("sourceIPs").add("1.2.3.4").add("203.0.113.7").add("10.0.0.9"));
        Event event = TestNormalizer.with(List.of("10.0.0.0/8"))
                .normalize(TestNormalizer.raw(Audit.FORMAT, record))
                .events()
                .get(0);
        JsonNode document = EventChecks.document(event);

        assertThat(document.at("/source/ip").asText()).isEqualTo("203.0.113.7");
        assertThat(document.at("/kubernetes/audit/sourceIPs")).hasSize(3);
        assertThat(TestNormalizer.document(Audit.FORMAT, record)
                        .at("/source/ip")
                        .asText())
                .as("without trusted proxies only the last hop counts")
                .isEqualTo("10.0.0.9");
    }

    @Test
    void anAddressThatIsNoneIsNotAnIp() {
        JsonNode document = Audit.document(event -> event.putArray("sourceIPs").add("localhost"));

        assertThat(document.at("/source/address").asText()).isEqualTo("localhost");
        assertThat(document.at("/source").has("ip")).isFalse();
        assertThat(document.at("/related").has("ip")).isFalse();
    }
}
