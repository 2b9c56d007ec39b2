// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.embedded.EmbeddedElasticsearch;
import io.fairlead.embedded.EmbeddedKafka;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every stage as a process of its own against somebody else's Kafka and Elasticsearch, as a platform team runs them. */
final class StagesApartTest {
    private static final int EVENTS = 400;
    private static final int ALERT_EVERY = 50;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void setUpTwiceThenFourProcesses(@TempDir Path folder) throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.start(folder.resolve("kafka"));
                EmbeddedElasticsearch node = EmbeddedElasticsearch.start(folder.resolve("elasticsearch"))) {
            Map<String, String> environment = Map.of(
                    "FAIRLEAD_KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                    "FAIRLEAD_SINK_ELASTICSEARCH_URLS", node.url(),
                    "FAIRLEAD_ENRICH_STATE_DIR", folder.resolve("enrich").toString(),
                    "FAIRLEAD_DETECT_CHECKPOINT_DIRECTORY",
                            folder.resolve("checkpoints").toString(),
                    "FAIRLEAD_OBSERVABILITY_PORT", "0",
                    "FAIRLEAD_INGEST_PORT", "0",
                    "FAIRLEAD_OPTS", "-Xmx384m " + PipelineProcess.QUICK_START);
            Cli first = Cli.run(folder, environment, List.of("setup"));
            assertThat(first.exit()).as(first.words()).isZero();
            Cli second = Cli.run(folder, environment, List.of("setup"));
            assertThat(second.exit()).as(second.words()).isZero();
            assertThat(second.words()).contains("templates: all stand").doesNotContain(": created");
            try (StageProcess sink = StageProcess.start("sink", folder, environment);
                    StageProcess detect = StageProcess.start("detect", folder, environment);
                    StageProcess enrich = StageProcess.start("enrich", folder, environment);
                    StageProcess ingest = StageProcess.start("ingest", folder, environment)) {
                String address = ingest.says("receiving on (http://[0-9.:]+)");
                AuditSender sender = new AuditSender(URI.create(address));
                sender.send(AuditLoad.mixed(EVENTS, ALERT_EVERY));
                new Oracle(new Documents(URI.create(node.url()))).everyObligationIsMet(sender.acknowledged(), EVENTS);
                for (StageProcess stage : List.of(ingest, enrich, detect, sink)) {
                    assertThat(stage.stop()).as(stage.words()).isZero();
                }
            }
        }
    }
}
