// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.app.cli.FairleadCommand;
import io.fairlead.embedded.EmbeddedKafka;
import io.fairlead.schemas.config.ConfigLoader;
import io.fairlead.schemas.kafka.KafkaConfig;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing starts, and nothing is set up, on a broker that is too old. */
@Timeout(60)
final class OlderBrokerTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "collect", "enrich", "detect", "sink", "setup"})
    void aBrokerThatIsTooOldIsToldInOneSentence(String command) throws Exception {
        try (OlderBroker broker = new OlderBroker()) {
            Path config = Files.writeString(
                    folder.resolve("fairlead.yaml"),
                    "kafka: {bootstrap-servers: '" + broker.address() + "'}\n"
                            + "collect: {positions: " + folder.resolve("collect") + "}\n"
                            + "enrich: {state-dir: " + folder.resolve("enrich") + "}\n"
                            + "detect: {checkpoint-directory: " + folder.resolve("detect") + "}\n");
            StringWriter words = new StringWriter();
            int exit = FairleadCommand.commandLine()
                    .setErr(new PrintWriter(words, true))
                    .execute(command, "--config", config.toString());
            assertThat(exit).isEqualTo(1);
            assertThat(words.toString().strip())
                    .startsWith(
                            command.equals("setup")
                                    ? "fairlead: nothing is changed: Kafka at " + broker.address()
                                    : "fairlead: " + command + " does not start: Kafka at " + broker.address())
                    .contains("is too old (of TxnOffsetCommit it understands version 2 and not 3)")
                    .contains("Fairlead needs 2.5 or newer", "upgrade the brokers")
                    .doesNotContain("\n");
        }
    }

    @Test
    void aBrokerOfTodayIsNewEnoughAndSpeaksNoTlsAndNobodyAtAllIsNoFault() {
        KafkaConfig defaults = ConfigLoader.defaults(KafkaConfig.class);
        try (EmbeddedKafka broker = EmbeddedKafka.start(folder)) {
            assertThat(BrokerVersion.fault(defaults.withBootstrapServers("127.0.0.1:9," + broker.bootstrapServers())))
                    .isEmpty();
            KafkaConfig withTls = new KafkaConfig(
                    broker.bootstrapServers(),
                    "",
                    defaults.partitions(),
                    defaults.replicationFactor(),
                    defaults.maxRecordSize(),
                    Map.of("security.protocol", "SSL"));
            assertThat(KafkaCheck.fault(withTls).orElseThrow()).contains("speaks no TLS", "kafka.bootstrap-servers");
        }
        assertThat(BrokerVersion.fault(defaults.withBootstrapServers("127.0.0.1:9")))
                .isEmpty();
    }
}
