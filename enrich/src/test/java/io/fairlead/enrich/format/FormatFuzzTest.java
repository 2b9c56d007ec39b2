// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testkit.SeededRandom;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A fuzz target a format. The build drives each for a moment with golden records cut, joined and changed at random;
 * {@code -Dfuzz.seconds=30} has Jazzer drive each for as long by the clock, {@code -Dfuzz.jobs=12} so many at a time.
 */
final class FormatFuzzTest {
    private static final Logger LOG = LoggerFactory.getLogger(FormatFuzzTest.class);
    private static final int SECONDS = Integer.getInteger("fuzz.seconds", 0);
    private static final int JOBS = Integer.getInteger("fuzz.jobs", 1);
    private static final Duration MOMENT = Duration.ofMillis(150);
    private static final ExecutorService RUNNER = Executors.newFixedThreadPool(JOBS);

    @TempDir
    static Path folder;

    @AfterAll
    static void stop() {
        RUNNER.shutdownNow();
    }

    @TestFactory
    Stream<DynamicTest> anyBytesBecomeValues() {
        List<String> formats = Formats.load().names();
        if (SECONDS == 0) {
            return formats.stream().map(format -> DynamicTest.dynamicTest(format, () -> moment(format)));
        }
        Map<String, Future<JazzerRun>> runs = new LinkedHashMap<>();
        formats.forEach(format -> runs.put(format, RUNNER.submit(() -> JazzerRun.of(format, SECONDS, folder))));
        return runs.entrySet().stream().map(run -> DynamicTest.dynamicTest(run.getKey(), () -> found(run.getValue())));
    }

    private static void found(Future<JazzerRun> running) throws Exception {
        JazzerRun run = running.get();
        LOG.info("{}: {}", run.format(), run.runs());
        assertThat(run.passed() && !run.runs().isEmpty())
                .as(run.format() + " under Jazzer:\n" + run.log())
                .isTrue();
    }

    private static void moment(String format) {
        List<byte[]> samples = Samples.of(format);
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
}
