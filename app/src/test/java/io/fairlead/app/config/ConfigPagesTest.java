// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.schemas.config.ConfigLoader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages in docs are what the settings records say. */
final class ConfigPagesTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final String COMMAND = "write it anew: mvn -pl app test -Dtest=ConfigPagesTest -Ddocs.write=true";

    @Test
    void referenceIsCurrent() throws IOException {
        current("configuration.md", ConfigPages.reference());
    }

    @Test
    void exampleIsCurrent() throws IOException {
        current("fairlead.example.yaml", ConfigPages.example());
    }

    @Test
    void exampleMeansTheDefaults(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("example.yaml"), ConfigPages.example(), StandardCharsets.UTF_8);
        FairleadConfig example = ConfigLoader.load(FairleadConfig.class, Optional.of(file), Map.of())
                .value();
        assertThat(example).isEqualTo(ConfigLoader.defaults(FairleadConfig.class));
    }

    @Test
    void everyKeyHasASentence() {
        assertThat(SettingEntry.of(FairleadConfig.class))
                .allSatisfy(entry -> assertThat(entry.doc()).as(entry.path()).endsWith("."));
    }

    private static void current(String page, String expected) throws IOException {
        Path file = DOCS.resolve(page);
        if (Boolean.getBoolean("docs.write")) {
            Files.createDirectories(DOCS);
            Files.writeString(file, expected, StandardCharsets.UTF_8);
        }
        assertThat(Files.readString(file, StandardCharsets.UTF_8)).as(COMMAND).isEqualTo(expected);
    }
}
