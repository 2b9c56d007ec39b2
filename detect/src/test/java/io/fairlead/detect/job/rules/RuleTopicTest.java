// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.rules;

import static io.fairlead.detect.job.TestEvents.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fairlead.detect.job.DetectException;
import io.fairlead.detect.job.TestBroker;
import io.fairlead.detect.job.TestRules;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.record.RuleFile;
import io.fairlead.schemas.record.RuleManifest;
import java.nio.file.Path;
import java.time.Duration;
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
    void aNewSetTakesOverFromItsMomentOn() {
        KafkaConfig kafka = broker.topics("replaced");
        List<RuleFile> fewer = List.of(TestRules.burst());
        RuleTopic.publish(kafka, TestRules.all(), "me", START);

        RuleTopic.publish(kafka, fewer, "me", START.plusSeconds(1));

        assertThat(RuleSetSource.read(kafka))
                .hasValueSatisfying(set -> assertThat(set.files()).isEqualTo(fewer));
        RuleTimeline timeline = RuleSetSource.timeline(kafka).orElseThrow();
        assertThat(timeline.at(START.toEpochMilli() + 999).files()).isEqualTo(TestRules.all());
        assertThat(timeline.at(START.toEpochMilli() + 1_000).files()).isEqualTo(fewer);
        assertThat(timeline.at(0).files()).isEqualTo(TestRules.all());
        assertThat(RuleSetSource.fileKeys(kafka)).hasSize(3);
    }

    @Test
    void whatNobodyCanAskForAnyMoreGoes() {
        KafkaConfig kafka = broker.topics("old");
        RuleTopic.publish(kafka, TestRules.all(), "me", START);
        RuleTopic.publish(kafka, List.of(TestRules.burst()), "me", START.plusSeconds(1));

        RuleTopic.publish(kafka, List.of(TestRules.silence()), "me", START.plus(Duration.ofDays(31)));

        assertThat(RuleSetSource.timeline(kafka).orElseThrow().sets())
                .extracting(PublishedRuleSet::files)
                .containsExactly(List.of(TestRules.burst()), List.of(TestRules.silence()));
        assertThat(RuleSetSource.fileKeys(kafka)).hasSize(2);
    }

    @Test
    void noSetTakesEffectBeforeTheOneBefore() {
        KafkaConfig kafka = broker.topics("order");
        RuleTopic.publish(kafka, TestRules.all(), "me", START);

        RuleManifest second = RuleTopic.publish(kafka, List.of(TestRules.burst()), "me", START.minusSeconds(5));

        assertThat(second.getEffectiveFrom()).isEqualTo(START.plusMillis(1));
    }

    @Test
    void aBookLearnsOfSetsThatComeLater() {
        KafkaConfig kafka = broker.topics("book");
        RuleTopic.publish(kafka, TestRules.all(), "me", START);
        try (RuleBooks.Hold hold = RuleBooks.open(RuleSource.live(kafka));
                RuleBooks.Hold other = RuleBooks.open(RuleSource.live(kafka))) {
            assertThat(other.book()).isSameAs(hold.book());
            RuleBook book = hold.book();
            InForce first = book.at(START.toEpochMilli());
            RuleManifest second = RuleTopic.publish(kafka, List.of(TestRules.burst()), "me", START.plusSeconds(5));

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> book.versionAt(Long.MAX_VALUE).equals(second.getVersion()));

            assertThat(book.at(START.toEpochMilli() + 4_999).version()).isEqualTo(first.version());
            assertThat(book.at(START.toEpochMilli() + 5_000).rules().rules()).hasSize(1);
            assertThat(book.fault()).isEmpty();
        }
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
