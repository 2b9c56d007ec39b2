// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PositionsTest {
    private static final long NOW = 1_000_000_000_000L;

    @TempDir
    Path directory;

    @Test
    void positionIsFoundAgainByContent() throws IOException {
        Path log = Files.writeString(directory.resolve("a.log"), "one\ntwo\nthree\n");
        String fingerprint = fingerprint(log);
        try (Positions positions = Positions.open(directory)) {
            assertThat(positions.fresh()).isTrue();
            Position created = positions.create(fingerprint, log, 0, NOW);
            byte[] read = "one\ntwo\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);
            positions.put(created.at(8, Anchor.behind(0, read, 8)));
            positions.store(NOW);
        }
        Path renamed = Files.move(log, directory.resolve("a.log.1"));
        try (Positions positions = Positions.open(directory);
                FileContent content = FileContent.open(renamed)) {
            assertThat(positions.fresh()).isFalse();
            assertThat(positions.find(fingerprint, content, renamed))
                    .isNotNull()
                    .satisfies(found -> {
                        assertThat(found.offset()).isEqualTo(8);
                        assertThat(found.path()).isEqualTo(log);
                    });
        }
        Path anew = Files.writeString(directory.resolve("b.log"), "one\nother and long enough\n");
        try (Positions positions = Positions.open(directory);
                FileContent content = FileContent.open(anew)) {
            assertThat(fingerprint(anew)).isEqualTo(fingerprint);
            assertThat(positions.find(fingerprint, content, anew)).isNull();
            assertThat(positions.create(fingerprint, anew, 0, NOW).identity()).isEqualTo(fingerprint + ".1");
        }
    }

    @Test
    void oneCollectorHoldsTheDirectory() throws IOException {
        try (Positions held = Positions.open(directory)) {
            assertThat(held.fresh()).isTrue();
            assertThatThrownBy(() -> Positions.open(directory))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another collector");
        }
    }

    @Test
    void damageIsNamedNotIgnored() throws IOException {
        Files.writeString(directory.resolve("positions"), "fairlead positions 1\nabc\t1\n");
        assertThatThrownBy(() -> Positions.open(directory))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("damaged at line 2");
    }

    @Test
    void filesNotSeenForAWeekAreForgotten() throws IOException {
        try (Positions positions = Positions.open(directory)) {
            positions.create("old", Path.of("/old"), 0, NOW - Duration.ofDays(8).toMillis());
            positions.create("new", Path.of("/new"), 0, NOW);
            positions.store(NOW);
        }
        assertThat(Files.readAllLines(directory.resolve("positions")))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("new\t");
    }

    @Test
    void fingerprintStaysWhileAFileGrowsAndWaitsForAWholeLine() throws IOException {
        Path log = Files.writeString(directory.resolve("a.log"), "one");
        try (FileContent content = FileContent.open(log)) {
            assertThat(Fingerprint.of(content)).isEmpty();
        }
        Files.writeString(log, "one\n");
        String first = fingerprint(log);
        Files.writeString(log, "one\n" + "x".repeat(5000));
        assertThat(fingerprint(log)).isEqualTo(first);
    }

    private static String fingerprint(Path file) throws IOException {
        try (FileContent content = FileContent.open(file)) {
            return Fingerprint.of(content).orElseThrow();
        }
    }
}
