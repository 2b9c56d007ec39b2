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
