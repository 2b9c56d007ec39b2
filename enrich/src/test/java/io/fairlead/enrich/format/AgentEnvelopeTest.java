// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.TestNormalizer;
import io.fairlead.schemas.record.RawLog;
import io.fairlead.testkit.EventChecks;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AgentEnvelopeTest {
    private static final String QUERY =
            "[INFO] 10.244.1.7:41022 - 4711 \"A IN shop.example. udp 30 false 512\" NOERROR qr,rd 62 0.00013s";
    private static final String REQUEST = "[2026-11-22T14:59:58.001Z] \"GET /cart HTTP/1.1\" 200 - 0 12 3 2 \"-\""
            + " \"curl/8\" \"5f0c\" \"shop.example\" \"10.244.1.9:8080\"";
    private static final String INGRESS = "192.0.2.7 - - [22/Nov/2026:14:59:58 +0000] \"GET /cart HTTP/1.1\" 200 12"
            + " \"-\" \"curl/8\" 80 0.003 [shop-web-80] [] 10.244.1.9:8080 12 0.003 200 5f0c";
    private static final String LOGIN =
            "Nov 22 14:58:09 web-1 sshd[812]: Failed password for root from 203.0.113.77 port 4022 ssh2";

    @ParameterizedTest
    @CsvSource({"0, coredns.log", "1, envoyproxy.access", "2, nginx_ingress_controller.access", "3, system.auth"})
    void aLineIsOfItsOwnFormatInTheRecordsOfEveryAgent(int index, String dataset) {
        String line = new String[] {QUERY, REQUEST, INGRESS, LOGIN}[index];
        for (ObjectNode record :
                new ObjectNode[] {beats(line), fluentBit(line), fluentBit(line + "\n"), vector(line)}) {
            JsonNode document = TestNormalizer.document("auto", record.toString());

            assertThat(document.at("/event/dataset").asText()).isEqualTo(dataset);
            assertThat(document.at("/event/original").asText()).isEqualTo(line);
            assertThat(document.at("/kubernetes/namespace").asText()).isEqualTo("infra");
            assertThat(document.at("/kubernetes/pod/name").asText()).isEqualTo("front-0");
            assertThat(document.at("/kubernetes/container/name").asText()).isEqualTo("main");
            assertThat(document.at("/container/id").asText()).isEqualTo("c0ffee");
            assertThat(document.at("/kubernetes/node/name").asText()).isEqualTo("node-3");
            assertThat(document.at("/kubernetes/labels/app").asText()).isEqualTo("front");
        }
    }

    @Test
    void aLineWithoutAStampIsOfWhenItWasRead() {
        assertThat(TestNormalizer.document("auto", beats(QUERY).toString())
                        .at("/@timestamp")
                        .asText())
                .isEqualTo("2026-11-22T14:59:59.123Z");
        assertThat(TestNormalizer.document("auto", beats(REQUEST).toString())
                        .at("/@timestamp")
                        .asText())
                .isEqualTo("2026-11-22T14:59:58.001Z");
    }

    @Test
    void whatTheAgentSaysBesideIsKeptWithoutSecrets() {
        ObjectNode record = beats(QUERY);
        record.putObject("fields").put("team", "net").put("api_key", "hunter2");

        JsonNode document = TestNormalizer.document("auto", record.toString());

        assertThat(document.toString()).doesNotContain("hunter2");
        assertThat(document.at("/attributes/envelope/fields/team").asText()).isEqualTo("net");
        assertThat(document.at("/attributes/envelope/agent/type").asText()).isEqualTo("filebeat");
        assertThat(document.at("/host/name").asText()).isEqualTo("node-3.example");
        assertThat(document.at("/log/file/path").asText()).isEqualTo("/var/log/containers/front-0.log");
        assertThat(document.at("/log/offset").asLong()).isEqualTo(4096);
    }

    @Test
    void whatACollectorOfOursKnowsCountsMore() {
        RawLog raw = RawLog.newBuilder(TestNormalizer.raw("auto", beats(QUERY).toString()))
                .setAttributes(Map.of("k8s.namespace", "kube-system", "k8s.pod", "coredns-1"))
                .build();
        JsonNode document =
                EventChecks.document(TestNormalizer.normalize(raw).events().get(0));

        assertThat(document.at("/kubernetes/pod/name").asText()).isEqualTo("coredns-1");
        assertThat(document.at("/kubernetes/namespace").asText()).isEqualTo("kube-system");
    }

    @Test
    void aClaimedFormatIsFoundInAnEnvelopeToo() {
        JsonNode document = TestNormalizer.document("coredns.log", beats(QUERY).toString());

        assertThat(document.at("/dns/question/name").asText()).isEqualTo("shop.example");
    }

    /** What a program says of others, and what may be two things, is not taken for what it says that it is. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello world",
                "{\"rule\":\"r\",\"priority\":\"Notice\",\"output\":\"x\",\"time\":\"2026-11-22T14:55:00Z\"}",
                "{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\",\"auditID\":\"1\",\"stage\":\"Panic\",\"verb\":\"get\"}",
                "type=SYSCALL msg=audit(1795359481.648:1): arch=c000003e syscall=59",
            })
    void otherLinesStayInTheirEnvelope(String line) {
        JsonNode document = TestNormalizer.document("auto", beats(line).toString());

        assertThat(document.at("/event/dataset").asText()).isEqualTo("generic.json");
        assertThat(document.at("/message").asText()).isEqualTo(line);
    }

    @Test
    void aProgramsOwnJsonIsNoEnvelope() {
        ObjectNode record =
                JsonNodeFactory.instance.objectNode().put("level", "info").put("message", QUERY);

        assertThat(TestNormalizer.document("auto", record.toString())
                        .at("/event/dataset")
                        .asText())
                .isEqualTo("generic.json");
        record.setAll(beats("x"));
        record.put("message", QUERY).put("log", LOGIN);
        assertThat(TestNormalizer.document("auto", record.toString())
                        .at("/event/dataset")
                        .asText())
                .isEqualTo("generic.json");
    }

    @Test
    void aContainersLineKeepsWhatTheAgentKnowsOfItsPod() {
        JsonNode document =
                TestNormalizer.document("auto", fluentBit("hello world").toString());

        assertThat(document.at("/event/dataset").asText()).isEqualTo("kubernetes.container_logs");
        assertThat(document.at("/message").asText()).isEqualTo("hello world");
        assertThat(document.at("/kubernetes/pod/name").asText()).isEqualTo("front-0");
        assertThat(document.at("/kubernetes/labels/app").asText()).isEqualTo("front");
    }

    private static ObjectNode beats(String line) {
        ObjectNode record = JsonNodeFactory.instance
                .objectNode()
                .put("@timestamp", "2026-11-22T14:59:59.123Z")
                .put("message", line)
                .put("stream", "stdout");
        record.putObject("agent").put("type", "filebeat").put("version", "9.1.0");
        record.putObject("host").put("name", "node-3.example");
        record.putObject("log").put("offset", 4096).putObject("file").put("path", "/var/log/containers/front-0.log");
        record.putObject("container").put("id", "c0ffee").put("runtime", "containerd");
        ObjectNode kubernetes = record.putObject("kubernetes").put("namespace", "infra");
        kubernetes.putObject("pod").put("name", "front-0").put("uid", "7f0c2b1e");
        kubernetes.putObject("container").put("name", "main");
        kubernetes.putObject("node").put("name", "node-3");
        kubernetes.putObject("labels").put("app", "front");
        return record;
    }

    private static ObjectNode fluentBit(String line) {
        ObjectNode record = JsonNodeFactory.instance
                .objectNode()
                .put("date", 1795359599.123)
                .put("time", "2026-11-22T14:59:59.123Z")
                .put("stream", "stdout")
                .put("_p", "F")
                .put("log", line);
        record.putObject("kubernetes")
                .put("namespace_name", "infra")
                .put("pod_name", "front-0")
                .put("pod_id", "7f0c2b1e")
                .put("host", "node-3")
                .put("container_name", "main")
                .put("docker_id", "c0ffee")
                .putObject("labels")
                .put("app", "front");
        return record;
    }

    private static ObjectNode vector(String line) {
        ObjectNode record = JsonNodeFactory.instance
                .objectNode()
                .put("file", "/var/log/pods/infra_front-0/main/0.log")
                .put("source_type", "kubernetes_logs")
                .put("stream", "stdout")
                .put("timestamp", "2026-11-22T14:59:59.123Z")
                .put("message", line);
        record.putObject("kubernetes")
                .put("pod_namespace", "infra")
                .put("pod_name", "front-0")
                .put("pod_uid", "7f0c2b1e")
                .put("pod_node_name", "node-3")
                .put("container_name", "main")
                .put("container_id", "c0ffee")
                .putObject("pod_labels")
                .put("app", "front");
        return record;
    }
}
