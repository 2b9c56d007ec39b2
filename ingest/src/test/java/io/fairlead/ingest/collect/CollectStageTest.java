// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fairlead.ingest.Broker;
import io.fairlead.ingest.Configs;
import io.fairlead.schemas.record.DeadLetter;
import io.fairlead.schemas.record.RawLog;
import io.fairlead.testkit.Corpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CollectStageTest extends Collecting {
    @Test
    void linesOfAGrowingFile() throws IOException {
        Path log = logs.resolve("audit.log");
        append(log, "{\"a\":1}\n{\"a\":2}\n{\"a\"");
        try (CollectStage stage = start("kubernetes.audit", "beginning")) {
            awaitPayloads("{\"a\":1}", "{\"a\":2}");
            append(log, ":3}\n\n{\"a\":4}\n");
            awaitPayloads("{\"a\":1}", "{\"a\":2}", "{\"a\":3}", "{\"a\":4}");
            assertThat(stage.health().ready()).isTrue();
        }
        RawLog second = Broker.raw(kafka).get(1);
        assertThat(second.getFormat()).isEqualTo("kubernetes.audit");
        assertThat(second.getOrigin().getCollector()).isEqualTo("collect");
        assertThat(second.getOrigin().getCluster()).isEqualTo("c1");
        assertThat(second.getOrigin().getNode()).isEqualTo("n1");
        assertThat(second.getOrigin().getStream()).isEqualTo("file/" + log);
        assertThat(second.getOrigin().getSequence()).isEqualTo(8);
        assertThat(second.getAttributes()).containsEntry("path", log.toString());
        assertThat(meters.counter("fairlead.collect.records").count()).isEqualTo(4);
    }

    @Test
    void restartGoesOnWhereKafkaHasItAll() throws IOException {
        Path log = logs.resolve("a.log");
        append(log, "1\n2\n");
        try (CollectStage stage = start("plain", "beginning")) {
            awaitPayloads("1", "2");
        }
        append(log, "3\n");
        Files.move(log, logs.resolve("a.log.20260101-000000"));
        append(log, "4\n");
        try (CollectStage stage = start("plain", "beginning")) {
            awaitPayloads("1", "2", "3", "4");
        }
        assertThat(ids()).doesNotHaveDuplicates().hasSize(4);
    }

    @Test
    void linesSentTwiceHaveTheSameIds() throws IOException {
        Path log = logs.resolve("a.log");
        append(log, lines(0, 500));
        Path positions = directory.resolve("positions");
        try (CollectStage stage = start("plain", "beginning")) {
            await().until(() -> Broker.raw(kafka).size() >= 500);
            await().until(() -> Files.exists(positions.resolve("positions")));
        }
        // As after a kill between Kafka's acknowledgement and the writing down of the position.
        String written = Files.readString(positions.resolve("positions"));
        String[] fields = written.lines().skip(1).findFirst().orElseThrow().split("\t", -1);
        String hash = Anchor.none().hash();
        Files.writeString(
                positions.resolve("positions"),
                "fairlead positions 1\n" + String.join("\t", fields[0], "0", "0", "0", "0", hash, fields[6], fields[7])
                        + "\n");
        append(log, lines(500, 510));
        try (CollectStage stage = start("plain", "beginning")) {
            await().until(() -> Broker.raw(kafka).size() >= 1010);
        }
        assertThat(ids().stream().distinct()).hasSize(510);
    }

    @Test
    void startAtTheEndSkipsWhatStoodThere() throws IOException {
        Path log = logs.resolve("a.log");
        append(log, "old\nolder\n");
        try (CollectStage stage = start("plain", "end")) {
            await().until(() -> Files.exists(directory.resolve("positions/positions")));
            append(log, "new\n");
            Files.writeString(logs.resolve("b.log"), "appeared later\n");
            awaitPayloads("new", "appeared later");
        }
    }

    @Test
    void longLineBecomesADeadLetterAndOddBytesPass() throws IOException {
        Path log = logs.resolve("a.log");
        append(log, "before\n" + "x".repeat(3 << 20) + "\n");
        Files.write(log, new byte[] {(byte) 0xC3, '(', 0, '\n'}, StandardOpenOption.APPEND);
        try (CollectStage stage = start("plain", "beginning")) {
            await().until(() ->
                    Broker.raw(kafka).size() == 2 && Broker.deadLetters(kafka).size() == 1);
        }
        DeadLetter letter = Broker.deadLetters(kafka).get(0);
        assertThat(letter.getCode()).isEqualTo("limit");
        assertThat(letter.getLength()).isEqualTo((3 << 20) + 1);
        byte[] odd = new byte[3];
        Broker.raw(kafka).get(1).getPayload().get(odd);
        assertThat(odd).isEqualTo(new byte[] {(byte) 0xC3, '(', 0});
    }

    @Test
    void partThatWaitsForItsRestSurvivesARestart() throws IOException {
        Path log = pod().resolve("0.log");
        append(log, "t1 stdout P ab\nt2 stderr F x\n");
        try (CollectStage stage = start("container", "beginning")) {
            awaitPayloads("t2 stderr F x");
        }
        append(log, "t3 stdout F c\n");
        try (CollectStage stage = start("container", "beginning")) {
            await().until(() -> Broker.raw(kafka).stream().map(Broker::payload).anyMatch("t1 stdout F abc"::equals));
        }
        assertThat(ids().stream().distinct()).hasSize(2);
        RawLog joined = Broker.raw(kafka).stream()
                .filter(raw -> Broker.payload(raw).startsWith("t1"))
                .findFirst()
                .orElseThrow();
        assertThat(joined.getAttributes())
                .containsEntry("cri.stream", "stdout")
                .containsEntry("k8s.namespace", "shop")
                .containsEntry("k8s.pod", "web-5f8")
                .containsEntry("k8s.pod_uid", "0f3e-11")
                .containsEntry("k8s.container", "app");
    }

    @Test
    void recordedDockerLinesAreJoined() throws IOException {
        copy(Corpus.assumePresent("captures/docker-json-file"), logs);
        try (CollectStage stage = start("container", "beginning")) {
            // 847 + 1430 + 1430 lines, of which two are parts of one with more behind.
            await().atMost(Duration.ofSeconds(30)).until(() -> Broker.raw(kafka).size() >= 3705);
        }
        assertThat(Broker.raw(kafka).size()).isEqualTo(3705);
    }

    @Test
    void nothingToFollowIsSaidAtTheStart() {
        CollectConfig none = Configs.yaml(CollectConfig.class, "positions: " + directory);
        assertThatThrownBy(() -> CollectStage.start(none, kafka, meters))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("collect.sources");
    }

    @Test
    void linesGoOnWhilePositionsCannotBeWritten() throws IOException {
        Path inTheWay = Files.createDirectories(directory.resolve("positions").resolve("positions.next"));
        Path log = logs.resolve("a.log");
        append(log, "1\n");
        try (CollectStage stage = start("plain", "beginning")) {
            awaitPayloads("1");
            append(log, "2\n");
            awaitPayloads("1", "2");
            assertThat(meters.counter("fairlead.collect.position.failures").count())
                    .isPositive();
            assertThat(stage.health().ready()).isTrue();
            Files.delete(inTheWay);
            await().until(() -> Files.exists(directory.resolve("positions").resolve("positions")));
        }
        try (CollectStage stage = start("plain", "beginning")) {
            append(log, "3\n");
            awaitPayloads("1", "2", "3");
            assertThat(stage.health().live()).isTrue();
        }
    }
}
