// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.testkit.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class NeedsDockerTest {
    @Test
    void withoutAnEngineATestIsSkippedAndSaysWhatItWants() {
        assertThat(NeedsDocker.evaluate(false).isDisabled()).isTrue();
        assertThat(NeedsDocker.evaluate(false).getReason().orElseThrow())
                .contains("no Docker engine", Images.KAFKA, Images.ELASTICSEARCH);
        assertThat(NeedsDocker.evaluate(true).isDisabled()).isFalse();
    }

    @Test
    void settingsOfABrokerBecomeTheVariablesOfItsImage() {
        assertThat(ContainedKafka.environment(Map.of(
                        "listener.security.protocol.map", "PLAINTEXT:SASL_SSL,CONTROLLER:PLAINTEXT",
                        "listener.name.plaintext.plain.sasl.jaas.config", "x required;",
                        "some-odd_name", "1")))
                .containsOnly(
                        Map.entry(
                                "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
                                "PLAINTEXT:SASL_SSL,CONTROLLER:PLAINTEXT,BROKER:PLAINTEXT"),
                        Map.entry("KAFKA_LISTENER_NAME_PLAINTEXT_PLAIN_SASL_JAAS_CONFIG", "x required;"),
                        Map.entry("KAFKA_SOME___ODD__NAME", "1"));
    }
}
