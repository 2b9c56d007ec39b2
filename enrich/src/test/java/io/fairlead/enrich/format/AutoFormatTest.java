// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.enrich.Rejected;
import io.fairlead.enrich.TestNormalizer;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AutoFormatTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"auditID\":\"a\",\"stage\":\"Panic\"}|kubernetes.audit_logs",
                "{\"output\":\"o\",\"rule\":\"r\",\"priority\":\"Notice\",\"time\":\"t\"}|falco.alerts",
                "2026-11-22T13:19:09.648290826Z stdout F hello|kubernetes.container_logs",
                "{\"log\":\"x\",\"stream\":\"stdout\",\"time\":\"2026-11-22T13:19:09Z\"}|kubernetes.container_logs",
                "<38>Nov 22 14:59:58 h sshd[1]: Accepted password for a from 192.0.2.1 port 2 ssh2|system.auth",
                "Nov 22 14:59:58 h app[1]: hello|system.syslog",
                "<14>1 2026-11-22T14:59:58Z h app 1 - - hello|system.syslog",
                "{\"__REALTIME_TIMESTAMP\":\"1795359480123456\",\"MESSAGE\":\"m\"}|system.syslog",
                "type=USER_CMD msg=audit(1795359480.123:7): pid=1 uid=0 msg='cmd=6C73 res=success'|auditd_manager.auditd",
                "{\"process_exec\":{\"process\":{}},\"node_name\":\"n\"}|cilium_tetragon.log",
                "{\"level\":\"info\",\"ts\":\"2026-11-22T14:58:01Z\",\"caller\":\"web/a.go:1\",\"msg\":\"m\"}|generic.json",
                "{\"level\":\"info\",\"time\":\"2026-11-22T14:58:01Z\",\"msg\":\"truncated\",\"module\":\"web\"}|generic.json",
                "time=\"2026-11-22T14:58:01Z\" level=info msg=\"request truncated\" runtime=go|generic.plain",
                "{\"a\":1}|generic.json",
                "hello|generic.plain",
            })
    void contentDecides(String payload, String dataset) {
        assertThat(TestNormalizer.event("auto", payload).getDataset()).isEqualTo(dataset);
    }

    @Test
    void contentThatFitsTwoFormatsIsNotGuessed() {
        String both =
                "{\"auditID\":\"a\",\"stage\":\"Panic\",\"output\":\"o\",\"rule\":\"r\",\"priority\":\"p\",\"time\":\"t\"}";

        assertThat(rejected("auto", both.getBytes(StandardCharsets.UTF_8)).code())
                .isEqualTo(DeadLetterCode.UNKNOWN_FORMAT);
    }

    @Test
    void bytesThatAreNoTextFitNothing() {
        assertThat(rejected("auto", new byte[] {(byte) 0xFF, 0, 1}).code()).isEqualTo(DeadLetterCode.UNKNOWN_FORMAT);
    }

    @Test
    void unknownFormatsAreNamedWithWhatThereIs() {
        assertThat(rejected("nope", new byte[] {'x'}).message()).contains("kubernetes.audit", "plain");
    }

    private static Rejected rejected(String format, byte[] payload) {
        return TestNormalizer.rejected(format, payload);
    }
}
