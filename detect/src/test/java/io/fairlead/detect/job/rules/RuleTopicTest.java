// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.rules;

import static io.fairlead.detect.job.TestEvents.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.detect.job.DetectException;
import io.fairlead.detect.job.TestBroker;
import io.fairlead.detect.job.TestRules;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.record.RuleFile;
import io.fairlead.schemas.record.RuleManifest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RuleTopicTest {
    private final TestBroker broker;

    RuleTopicTest(@TempDir Path folder) {
        broker = new TestBroker(folder);
    }

    @BeforeAll
    void warmUp() {
        assertThat(RuleSetSource.read(broker.topics("warm"))).isEmpty();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void whatIsPublishedIsRead() {
        KafkaConfig kafka = broker.topics("published");

        RuleManifest manifest = RuleTopic.publish(kafka, TestRules.all(), "me", START);

        assertThat(RuleSetSource.read(kafka)).hasValueSatisfying(set -> {
            assertThat(set.version()).isEqualTo(manifest.getVersion());
            assertThat(set.files()).isEqualTo(TestRules.all());
        });
        assertThat(manifest.getPublishedBy()).isEqualTo("me");
        assertThat(manifest.getEffectiveFrom()).isEqualTo(START);
    }

    @Test
    void theSameSetIsPublishedOnce() {
        KafkaConfig kafka = broker.topics("again");

        RuleManifest first = RuleTopic.publish(kafka, TestRules.all(), "me", START);
        RuleManifest second = RuleTopic.publish(kafka, TestRules.all(), "you", START.plusSeconds(1));

        assertThat(second).isEqualTo(first);
    }

    @Test
    void aNewSetReplacesTheOldAndItsFilesGo() {
        KafkaConfig kafka = broker.topics("replaced");
        List<RuleFile> fewer = List.of(TestRules.burst());
        RuleTopic.publish(kafka, TestRules.all(), "me", START);

        RuleTopic.publish(kafka, fewer, "me", START.plusSeconds(1));

        assertThat(RuleSetSource.read(kafka))
                .hasValueSatisfying(set -> assertThat(set.files()).isEqualTo(fewer));
        assertThat(RuleSetSource.fileKeys(kafka)).hasSize(1);
    }

    @Test
    void twoFilesOfOnePathAreRefused() {
        KafkaConfig kafka = broker.topics("doubles");

        assertThatThrownBy(() -> RuleTopic.publish(kafka, List.of(TestRules.burst(), TestRules.burst()), "me", START))
                .isInstanceOf(DetectException.class)
                .hasMessageContaining("burst-of-lists.yml");
        assertThat(RuleSetSource.read(kafka)).isEmpty();
    }

    @Test
    void aMissingTopicIsNamed() {
        KafkaConfig kafka = broker.topics("there");
        KafkaConfig elsewhere = new KafkaConfig(
                kafka.bootstrapServers(), "not-there.", 1, 1, kafka.maxRecordSize(), kafka.properties());

        assertThatThrownBy(() -> RuleSetSource.read(elsewhere))
                .isInstanceOf(DetectException.class)
                .hasMessageContaining("not-there.rules")
                .hasMessageContaining("fairlead setup");
    }
}
