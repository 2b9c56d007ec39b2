// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.app.config.FairleadConfig;
import io.fairlead.app.kafka.KafkaSetup;
import io.fairlead.detect.job.rules.PublishedRuleSet;
import io.fairlead.detect.job.rules.RuleSetSource;
import io.fairlead.detect.job.rules.RuleTopic;
import io.fairlead.embedded.EmbeddedKafka;
import io.fairlead.schemas.config.ConfigLoader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker. */
final class RuleTurnsTest {
    @TempDir
    static Path data;

    private static EmbeddedKafka broker;

    private final List<String> said = new ArrayList<>();

    @BeforeAll
    static void start() {
        broker = EmbeddedKafka.start(data);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void publishesChangesOfItsFilesAndNeverOverWhatAnotherPublished(@TempDir Path folder) throws IOException {
        FairleadConfig here = config("first.", "here", write(folder.resolve("here"), "one"));
        FairleadConfig there = config("first.", "there", write(folder.resolve("there"), "two"));
        FairleadConfig twin = config("first.", "twin", folder.resolve("here"));
        KafkaSetup.apply(here.kafka());
        RulePublisher.publish(there, "fairlead setup", said::add);

        RuleTurns turns = RuleTurns.take(here, said::add);
        turns.follow(() -> newest(here));
        assertThat(newest(here).publishedBy()).isEqualTo("fairlead detect here");
        assertThat(turns.conflict()).isEmpty();
        assertThatThrownBy(() -> RuleTurns.take(there, said::add))
                .hasMessageContaining("'fairlead detect here' published")
                .hasMessageContaining("rules.publisher: detect");
        RuleTurns same = RuleTurns.take(twin, said::add);
        same.follow(() -> newest(here));
        assertThat(newest(here).publishedBy()).isEqualTo("fairlead detect here");

        write(folder.resolve("here"), "changed");
        same.publish(RulePublisher.files(twin.rules()));
        String version = newest(here).version();
        assertThat(version).isNotEqualTo(turns.files());
        turns.publish(RulePublisher.files(here.rules()));
        assertThat(newest(here).version()).isEqualTo(version).isEqualTo(turns.files());
        assertThat(turns.conflict()).isEmpty();
        assertThat(said).filteredOn(words -> words.startsWith("rules changed")).hasSize(2);

        RuleTopic.publish(
                there.kafka(),
                RulePublisher.files(there.rules()),
                "fairlead setup",
                Instant.now().minusSeconds(60));
        version = newest(here).version();
        write(folder.resolve("here"), "changed again");
        assertThatThrownBy(() -> turns.publish(RulePublisher.files(here.rules())))
                .hasMessageContaining("'fairlead setup' published")
                .hasMessageContaining("not published over them");
        assertThat(newest(here).version()).as("left alone").isEqualTo(version);
    }

    @Test
    void tellsThatAnotherSetIsInForce(@TempDir Path folder) throws IOException {
        FairleadConfig here = config("second.", "here", write(folder.resolve("here"), "one"));
        KafkaSetup.apply(here.kafka());
        RuleTurns turns = RuleTurns.take(here, said::add);
        PublishedRuleSet ours = newest(here);
        turns.follow(() -> ours);
        assertThat(turns.conflict()).isEmpty();
        turns.follow(() -> PublishedRuleSet.of(List.of(), Instant.now().toEpochMilli()));
        assertThat(turns.conflict()).as("a moment ago").isEmpty();
        turns.follow(() ->
                PublishedRuleSet.of(List.of(), Instant.now().minusSeconds(60).toEpochMilli()));
        assertThat(turns.conflict()).get().asString().contains("not those of rules.paths here");
    }

    private static PublishedRuleSet newest(FairleadConfig config) {
        return RuleSetSource.read(config.kafka()).orElseThrow();
    }

    private static Path write(Path folder, String title) throws IOException {
        Files.createDirectories(folder);
        String rule = "title: " + title + "\nid: r\nlogsource: {product: kubernetes, service: audit}\n"
                + "detection: {s: {verb: get}, condition: s}\n";
        Files.writeString(folder.resolve("rule.yml"), rule, StandardCharsets.UTF_8);
        return folder;
    }

    private static FairleadConfig config(String prefix, String instance, Path rules) {
        return ConfigLoader.load(
                        FairleadConfig.class,
                        Optional.empty(),
                        Map.of(
                                "FAIRLEAD_KAFKA_BOOTSTRAP_SERVERS",
                                broker.bootstrapServers(),
                                "FAIRLEAD_KAFKA_TOPIC_PREFIX",
                                prefix,
                                "FAIRLEAD_DETECT_INSTANCE",
                                instance,
                                "FAIRLEAD_RULES_BUNDLED",
                                "false",
                                "FAIRLEAD_RULES_PATHS",
                                rules.toString(),
                                "FAIRLEAD_RULES_PUBLISHER",
                                "detect"))
                .value();
    }
}
