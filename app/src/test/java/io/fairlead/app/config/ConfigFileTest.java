// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.schemas.config.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigFileTest {
    private final List<String> warnings = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void unknownKeyFailsWithItsLine() throws IOException {
        Path file = write("kafka:\n  partitions: 2\nobservability:\n  prot: 1\n");
        assertThatThrownBy(() -> ConfigFile.load(Optional.of(file), Map.of(), warnings::add))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(file + ":4: unknown key 'observability.prot'")
                .hasMessageContaining("listen, port");
    }

    @Test
    void valueOutOfBoundsFailsWithItsLine() throws IOException {
        Path file = write("observability:\n  port: 70000\n");
        assertThatThrownBy(() -> ConfigFile.load(Optional.of(file), Map.of(), warnings::add))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(":2:")
                .hasMessageContaining("observability.port");
    }

    @Test
    void environmentOverridesTheFile() throws IOException {
        Path file = write("observability: {port: 1}\n");
        FairleadConfig config =
                ConfigFile.load(Optional.of(file), Map.of("FAIRLEAD_OBSERVABILITY_PORT", "2"), warnings::add);
        assertThat(config.observability().port()).isEqualTo(2);
        assertThat(warnings).isEmpty();
    }

    @Test
    void variableOfNoKeyIsToldButNotThoseOfTheLauncher() {
        ConfigFile.load(
                Optional.empty(),
                Map.of("FAIRLEAD_OPTS", "-Xmx2g", "FAIRLEAD_JAVA_HOME", "/jdk", "FAIRLEAD_KAFFKA", "x"),
                warnings::add);
        assertThat(warnings).singleElement().asString().contains("FAIRLEAD_KAFFKA");
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(folder.resolve("fairlead.yaml"), yaml, StandardCharsets.UTF_8);
    }
}
