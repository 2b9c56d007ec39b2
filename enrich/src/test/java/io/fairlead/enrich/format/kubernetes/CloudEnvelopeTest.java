// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.Normalized;
import io.fairlead.enrich.TestNormalizer;
import io.fairlead.schemas.record.Event;
import io.fairlead.testkit.EventChecks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Audit events in the envelopes of clouds are what they are without. */
final class CloudEnvelopeTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aSubscriptionsMessageHoldsManyEvents() throws IOException {
        ObjectNode message = (ObjectNode) golden("eks/subscription");
        String audit = message.at("/logEvents/0/message").asText();
        message.withArray("logEvents")
                .addObject()
                .put("timestamp", 1)
                .put("message", audit.replace("0001\"", "0002\""));
        message.withArray("logEvents").addObject().put("timestamp", 2).put("message", "a line");

        List<Event> events = normalized(message).events();

        assertThat(events)
                .extracting(Event::getDataset)
                .containsExactly("kubernetes.audit_logs", "kubernetes.audit_logs", "generic.plain");
        assertThat(events).extracting(Event::getId).doesNotHaveDuplicates();
        assertThat(EventChecks.document(events.get(2)).at("/message").asText()).isEqualTo("a line");
    }

    @Test
    void theEnvelopeDoesNotChangeWhoAnEventIs() throws IOException {
        String audit = golden("eks/subscription").at("/logEvents/0/message").asText();

        assertThat(normalized(golden("eks/subscription")).events().get(0).getId())
                .isEqualTo(TestNormalizer.event("kubernetes.audit", audit).getId())
                .isEqualTo(normalized(golden("aks/text")).events().get(0).getId());
    }

    @Test
    void textAndObjectAreTheSame() throws IOException {
        ObjectNode record = (ObjectNode) golden("aks/object");
        JsonNode asObject = document(record);
        ObjectNode asText = record.deepCopy();
        asText.withObject("/properties").put("log", record.at("/properties/log").toString());
        ObjectNode records = JSON.createObjectNode();
        records.withArray("records").add(asText).add(asText);

        assertThat(normalized(records).events()).hasSize(2);
        assertThat(document(records)).isEqualTo(asObject);
        assertThat(asObject.at("/process/args/0").asText()).isEqualTo("sh");
    }

    @Test
    void anEntryOfGkeReadsLikeTheServersOwnEvent() throws IOException {
        JsonNode exec = document(golden("gke/exec"));

        assertThat(exec.at("/kubernetes/audit/objectRef").toString())
                .isEqualTo("{\"resource\":\"pods\",\"namespace\":\"shop\",\"name\":\"web-1\",\"subresource\":\"exec\","
                        + "\"apiVersion\":\"v1\"}");
        assertThat(exec.at("/url/path").asText()).isEqualTo("/api/v1/namespaces/shop/pods/web-1/exec");
        assertThat(exec.at("/process/args/2").asText()).isEqualTo("admin:[redacted:password]");
        assertThat(exec.at("/kubernetes/audit/stage").asText()).isEqualTo("ResponseStarted");
        assertThat(document(golden("gke/forbidden"))
                        .at("/http/response/status_code")
                        .asInt())
                .isEqualTo(403);
        assertThat(document(golden("gke/forbidden"))
                        .at("/kubernetes/audit/requestURI")
                        .asText())
                .isEqualTo("/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/me");
    }

    @Test
    void noSecretLeavesAnEnvelope() throws IOException {
        for (String name : List.of("eks/subscription", "aks/text", "gke/secret-create", "gke/exec")) {
            assertThat(document(golden(name)).toString())
                    .as(name)
                    .doesNotContain("aHVudGVyMg")
                    .doesNotContain("hunter2");
        }
    }

    @Test
    void ourNameOfTheClusterStands() throws IOException {
        assertThat(document(golden("gke/exec")).at("/orchestrator/cluster/name").asText())
                .isEqualTo("cluster-a");
    }

    private static JsonNode document(JsonNode envelope) {
        return EventChecks.document(normalized(envelope).events().get(0));
    }

    private static Normalized normalized(JsonNode envelope) {
        return TestNormalizer.normalize(TestNormalizer.raw("auto", envelope.toString()));
    }

    private static JsonNode golden(String name) throws IOException {
        return JSON.readTree(Files.readString(Path.of("src/test/resources/golden/kubernetes.audit." + name + ".raw")));
    }
}
