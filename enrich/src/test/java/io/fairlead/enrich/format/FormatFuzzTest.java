// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testkit.SeededRandom;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A fuzz target a format. The build drives each for a moment with golden records cut, joined and changed at random;
 * {@code -Dfuzz.seconds=30} has Jazzer drive each for as long, beginning with the golden records.
 */
final class FormatFuzzTest {
    private static final Logger LOG = LoggerFactory.getLogger(FormatFuzzTest.class);
    private static final long SECONDS = Long.getLong("fuzz.seconds", 0);
    private static final Duration MOMENT = Duration.ofMillis(150);
    private static final int STARTING = 60;

    @TempDir
    static Path folder;

    @TestFactory
    Stream<DynamicTest> anyBytesBecomeValues() {
        return Formats.load().names().stream()
                .map(format -> DynamicTest.dynamicTest(format, () -> {
                    if (SECONDS > 0) {
                        jazzer(format);
                    } else {
                        moment(format);
                    }
                }));
    }

    private static void moment(String format) {
        List<byte[]> samples = samples(format);
        long end = System.nanoTime() + MOMENT.toNanos();
        SeededRandom.check(format, 100_000, random -> {
            if (System.nanoTime() < end) {
                FormatFuzzer.check(format, spliced(samples, random));
            }
        });
    }

    /** The beginning of one sample and the end of another, some bytes of it changed. */
    private static byte[] spliced(List<byte[]> samples, Random random) {
        byte[] head = samples.get(random.nextInt(samples.size()));
        byte[] tail = samples.get(random.nextInt(samples.size()));
        int length = random.nextInt(head.length + 1);
        int from = random.nextInt(tail.length + 1);
        byte[] bytes = new byte[length + tail.length - from];
        System.arraycopy(head, 0, bytes, 0, length);
        System.arraycopy(tail, from, bytes, length, tail.length - from);
        for (int i = random.nextInt(6); i > 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(128);
        }
        return bytes;
    }

    private static void jazzer(String format) throws IOException, InterruptedException {
        Path corpus = Files.createDirectories(folder.resolve(format));
        int number = 0;
        for (byte[] sample : samples(format)) {
            Files.write(corpus.resolve("golden-" + number++), sample);
        }
        Path log = folder.resolve(format + ".log");
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Xmx512m",
                        "-XX:+IgnoreUnrecognizedVMOptions",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:+EnableDynamicAgentLoading",
                        "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=java.lang,io.fairlead.schemas.record",
                        "-D" + FormatFuzzer.FORMAT + "=" + format,
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + FormatFuzzer.class.getName(),
                        "--instrumentation_includes=io.fairlead.enrich.**",
                        "--reproducer_path=" + folder,
                        "-artifact_prefix=" + folder + File.separator,
                        "-max_total_time=" + SECONDS,
                        "-max_len=8192",
                        "-rss_limit_mb=2048",
                        corpus.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(SECONDS + STARTING, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly();
        }
        List<String> words = Files.readAllLines(log);
        List<String> done =
                words.stream().filter(line -> line.startsWith("Done ")).toList();
        LOG.info("{}: {}", format, done);
        assertThat(ended && process.exitValue() == 0)
                .as(format + " under Jazzer:\n" + String.join("\n", words))
                .isTrue();
        assertThat(done).as("runs of " + format).isNotEmpty();
    }

    private static List<byte[]> samples(String format) {
        return Files.isDirectory(Samples.folder(format))
                ? Samples.of(format)
                : List.of("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
