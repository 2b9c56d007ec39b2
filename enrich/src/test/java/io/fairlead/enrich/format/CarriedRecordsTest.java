// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.TestNormalizer;
import io.fairlead.schemas.record.RawLog;
import io.fairlead.testkit.EventChecks;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sensor is a pod too: what it saw elsewhere is not told as its own. */
final class CarriedRecordsTest {
    private static final Map<String, String> SENSOR = Map.of(
            "path", "/var/log/pods/kube-system_sensor-x_1/export/0.log",
            "k8s.namespace", "kube-system",
            "k8s.pod", "sensor-x",
            "k8s.pod_uid", "1",
            "k8s.container", "export");

    @ParameterizedTest
    @CsvSource({
        "tetragon, '{\"process_exec\":{\"process\":{\"binary\":\"/bin/ls\",\"pid\":7}},\"node_name\":\"n\"}'",
        "falco, '{\"output\":\"x\",\"priority\":\"Notice\",\"rule\":\"r\",\"output_fields\":{}}'",
        "kubearmor, '{\"Type\":\"HostLog\",\"Operation\":\"File\",\"Resource\":\"/x\"}'",
    })
    void whatHappenedOnAHostHasNoPod(String format, String record) {
        JsonNode document = carried(format, record);

        assertThat(document.at("/kubernetes/pod").isMissingNode()).isTrue();
        assertThat(document.at("/kubernetes/namespace").isMissingNode()).isTrue();
        assertThat(document.at("/kubernetes/container").isMissingNode()).isTrue();
        assertThat(document.at("/container/name").isMissingNode()).isTrue();
        assertThat(document.at("/orchestrator/resource").isMissingNode()).isTrue();
        assertThat(document.at("/orchestrator/namespace").isMissingNode()).isTrue();
        assertThat(document.at("/attributes/k8s.pod").asText()).isEqualTo("sensor-x");
        assertThat(document.at("/orchestrator/cluster/name").asText()).isEqualTo("cluster-a");
    }

    @Test
    void whatHappenedInAPodHasThatPodAlone() {
        JsonNode document = carried(
                "tetragon",
                "{\"process_exec\":{\"process\":{\"binary\":\"/bin/ls\",\"pod\":{\"namespace\":\"shop\",\"name\":\"web\"}}},\"node_name\":\"n\"}");

        assertThat(document.at("/kubernetes/namespace").asText()).isEqualTo("shop");
        assertThat(document.at("/kubernetes/pod/name").asText()).isEqualTo("web");
        assertThat(document.at("/kubernetes/pod/uid").isMissingNode()).isTrue();
        assertThat(document.at("/kubernetes/container").isMissingNode()).isTrue();
        assertThat(document.at("/orchestrator/resource/name").asText()).isEqualTo("web");
    }

    @Test
    void whatAPodSaysOfItselfHasThatPod() {
        JsonNode document = carried("json", "{\"message\":\"ready\"}");

        assertThat(document.at("/kubernetes/pod/name").asText()).isEqualTo("sensor-x");
        assertThat(document.at("/attributes").isMissingNode()).isTrue();
    }

    private static JsonNode carried(String format, String record) {
        RawLog raw = RawLog.newBuilder(TestNormalizer.raw(format, record.getBytes(StandardCharsets.UTF_8)))
                .setAttributes(SENSOR)
                .build();
        return EventChecks.document(TestNormalizer.normalize(raw).events().get(0));
    }
}
