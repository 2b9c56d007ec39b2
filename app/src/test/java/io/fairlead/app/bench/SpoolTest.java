// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpoolTest {
    @TempDir
    private Path folder;

    @Test
    void everyTextComesBackFromItsPlace() throws Exception {
        try (Spool spool = Spool.create(folder.resolve("texts"))) {
            long bytes = 0;
            for (int i = 0; i < 5_000; i++) {
                byte[] text = text(i);
                spool.add(text);
                bytes += text.length;
            }
            spool.written();
            assertThat(spool.size()).isEqualTo(5_000);
            assertThat(spool.bytes()).isEqualTo(bytes);
            for (int i = 4_999; i >= 0; i -= 7) {
                assertThat(spool.get(i)).isEqualTo(text(i));
            }
        }
    }

    @Test
    void aFileCutMeanwhileIsToldNotReadAsNothing() throws Exception {
        Path file = folder.resolve("texts");
        try (Spool spool = Spool.create(file)) {
            spool.add(text(200));
            spool.written();
            Files.write(file, new byte[3]);
            assertThatThrownBy(() -> spool.get(0)).isInstanceOf(EOFException.class);
        }
    }

    private static byte[] text(int i) {
        return ("event " + i + "\n").repeat(i % 9).getBytes(StandardCharsets.UTF_8);
    }
}
