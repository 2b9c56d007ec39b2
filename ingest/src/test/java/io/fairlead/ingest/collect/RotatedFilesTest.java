// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fairlead.ingest.Broker;
import io.fairlead.schemas.record.RawLog;
import io.fairlead.testkit.Corpus;
import io.fairlead.testkit.Gzip;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Files that are renamed, compressed, cut off, copied or unreadable while they are followed. */
final class RotatedFilesTest extends Collecting {
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
    void filesThatBeginAlikeAreTwo() throws IOException {
        append(logs.resolve("a.log"), "banner\nx\n");
        append(logs.resolve("b.log"), "banner\nx\n");
        try (CollectStage stage = start("plain", "beginning")) {
            awaitPayloads("banner", "x", "banner", "x");
        }
        assertThat(ids()).doesNotHaveDuplicates();
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

    private static byte[] compressed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
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
