// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fairlead.ingest.Broker;
import io.fairlead.ingest.Configs;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.record.DeadLetter;
import io.fairlead.schemas.record.RawLog;
import io.fairlead.testkit.Corpus;
import io.fairlead.testkit.Gzip;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class CollectStageTest {
    private static Broker broker;
    private static KafkaConfig kafka;

    @TempDir
    Path directory;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Path logs;

    @BeforeAll
    static void startBroker(@TempDir Path data) {
        broker = new Broker(data);
        kafka = broker.topics();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void folders() throws IOException {
        Broker.mark(kafka);
        logs = Files.createDirectories(directory.resolve("logs"));
    }

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
    void rotationUnderLoadLosesAndDoublesNothing() throws IOException {
        Path log = logs.resolve("0.log");
        List<String> expected = new ArrayList<>();
        try (CollectStage stage = start("plain", "beginning")) {
            for (int round = 0; round < 12; round++) {
                String text = lines(round * 1000, round * 1000 + 1000);
                append(log, text);
                text.lines().forEach(expected::add);
                Path rotated = logs.resolve("0.log.20260101-0000%02d".formatted(round));
                Files.move(log, rotated);
                if (round % 3 == 0) {
                    Files.write(
                            logs.resolve(rotated.getFileName() + ".gz"), Gzip.compress(Files.readAllBytes(rotated)));
                    Files.delete(rotated);
                }
            }
            append(log, "last\n");
            expected.add("last");
            await().atMost(Duration.ofSeconds(30)).until(() -> Broker.raw(kafka).size() >= expected.size());
        }
        assertThat(Broker.raw(kafka)).extracting(Broker::payload).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void compressedFileThatWasReadBeforeIsNotReadAgain() throws IOException {
        Path log = logs.resolve("0.log");
        append(log, "1\n2\n");
        try (CollectStage stage = start("plain", "beginning")) {
            awaitPayloads("1", "2");
        }
        append(log, "3\n");
        Files.write(logs.resolve("0.log.20260101-000000.gz"), Gzip.compress(Files.readAllBytes(log)));
        Files.delete(log);
        append(log, "other\n");
        try (CollectStage stage = start("plain", "beginning")) {
            awaitPayloads("1", "2", "3", "other");
        }
    }

    @Test
    void truncatedFileIsAGapAndANewFile() throws IOException {
        Path log = logs.resolve("a.log");
        append(log, "same\n2\n");
        try (CollectStage stage = start("plain", "beginning")) {
            awaitPayloads("same", "2");
            Files.writeString(log, "same\n");
            awaitPayloads("same", "2", "same");
            append(log, "3\n");
            awaitPayloads("same", "2", "same", "3");
        }
        assertThat(ids()).doesNotHaveDuplicates();
        assertThat(meters.counter("fairlead.collect.gaps").count()).isEqualTo(1);
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
    void filesThatBeginAlikeAreTwo() throws IOException {
        append(logs.resolve("a.log"), "banner\nx\n");
        append(logs.resolve("b.log"), "banner\nx\n");
        try (CollectStage stage = start("plain", "beginning")) {
            awaitPayloads("banner", "x", "banner", "x");
        }
        assertThat(ids()).doesNotHaveDuplicates();
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
    void recordedPodsComeWholeWithTheirRotatedFiles() throws IOException {
        Path recorded = Corpus.assumePresent("captures/attack-a/pods");
        copy(recorded, logs);
        copy(Corpus.assumePresent("captures/cri"), logs);
        int expected = countRecords(logs);
        try (CollectStage stage = start("container", "beginning")) {
            await().atMost(Duration.ofSeconds(60)).until(() -> Broker.raw(kafka).size() >= expected);
        }
        List<RawLog> all = Broker.raw(kafka);
        assertThat(all.size()).isEqualTo(expected);
        assertThat(all.stream().map(RawLog::getId).distinct().count()).isEqualTo(expected);
        assertThat(all.stream()
                        .filter(log -> log.getAttributes().containsKey("k8s.pod"))
                        .count())
                .isEqualTo(expected);
        assertThat(Broker.deadLetters(kafka)).isEmpty();
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

    private CollectStage start(String format, String from) {
        return CollectStage.start(
                Configs.yaml(
                        CollectConfig.class, """
                        sources:
                          - paths: ["%s/*.log", "%s/*/*/*.log"]
                            format: %s
                            cluster: c1
                            start: %s
                        node: n1
                        poll-interval: 20ms
                        positions: %s
                        """.formatted(logs, logs, format, from, directory.resolve("positions"))),
                kafka,
                meters);
    }

    @Test
    void fileThatCannotBeReadYetIsTriedAgain() throws IOException {
        append(logs.resolve("a.log"), "new\n");
        Path rotated = logs.resolve("a.log.20260101-000000.gz");
        byte[] compressed = compressed("old 1\nold 2\n");
        Files.write(rotated, Arrays.copyOf(compressed, 5));
        try (CollectStage stage = start("plain", "beginning")) {
            awaitPayloads("new");
            await().until(() -> meters.counter("fairlead.collect.read.failures").count(), count -> count >= 1);
            assertThat(meters.get("fairlead.collect.unreadable.files").gauge().value())
                    .isEqualTo(1);

            Files.write(rotated, compressed);
            awaitPayloads("new", "old 1", "old 2");
            assertThat(meters.get("fairlead.collect.unreadable.files").gauge().value())
                    .isZero();
            assertThat(meters.counter("fairlead.collect.gaps").count()).isZero();
            assertThat(stage.health().ready()).isTrue();
        }
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

    private static byte[] compressed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private Path pod() throws IOException {
        return Files.createDirectories(logs.resolve("shop_web-5f8_0f3e-11/app"));
    }

    private static void awaitPayloads(String... payloads) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(Broker.raw(kafka))
                        .extracting(Broker::payload)
                        .containsExactlyInAnyOrder(payloads));
    }

    private static List<String> ids() {
        return Broker.raw(kafka).stream().map(RawLog::getId).toList();
    }

    private static String lines(int from, int to) {
        StringBuilder text = new StringBuilder();
        IntStream.range(from, to).forEach(i -> text.append("line ").append(i).append('\n'));
        return text.toString();
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Records by the files' own tags: one for each F, one for each stream that ends with a P. */
    private static int countRecords(Path folder) throws IOException {
        int count = 0;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                // A file that still has its name may grow: its last part waits for its rest.
                boolean ended = !file.toString().endsWith(".log");
                Map<String, String> last = new HashMap<>();
                try (InputStream plain = Files.newInputStream(file);
                        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(plain) : plain) {
                    for (String line : new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).split("\n")) {
                        String[] fields = line.split(" ", 4);
                        if (fields.length > 2) {
                            last.put(fields[1], fields[2]);
                            count += fields[2].equals("F") ? 1 : 0;
                        }
                    }
                }
                count +=
                        ended ? (int) last.values().stream().filter("P"::equals).count() : 0;
            }
        }
        return count;
    }
}
