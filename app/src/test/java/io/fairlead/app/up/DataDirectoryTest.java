// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryTest {
    @TempDir
    Path parent;

    @Test
    void secondOneIsRefusedWithASentence() {
        Path path = parent.resolve("data");
        try (DataDirectory first = DataDirectory.take(path)) {
            assertThat(first.path()).isEqualTo(path.toAbsolutePath());
            assertThatThrownBy(() -> DataDirectory.take(path))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another fairlead runs on " + path)
                    .hasMessageContaining("--data");
        }
        try (DataDirectory next = DataDirectory.take(path)) {
            assertThat(next.path()).as("free again").isEqualTo(path.toAbsolutePath());
        }
    }

    @Test
    void keyIsMadeOnceForItsOwnerOnly() throws IOException {
        try (DataDirectory data = DataDirectory.take(parent.resolve("data"))) {
            Path key = data.key("mac.key", Optional.empty());
            String made = Files.readString(key);
            assertThat(made).matches("[0-9a-f]{64}");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                    .isEqualTo("rw-------");
            assertThat(Files.readString(data.key("mac.key", Optional.empty()))).isEqualTo(made);
        }
    }

    @Test
    void fileInItsPlaceIsNamed() throws IOException {
        Path file = Files.createFile(parent.resolve("file"));
        assertThatThrownBy(() -> DataDirectory.take(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot use " + file);
    }
}
