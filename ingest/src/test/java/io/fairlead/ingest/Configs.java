// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest;

import io.fairlead.schemas.config.ConfigLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Settings for tests, read the way a user's are. */
public final class Configs {
    private Configs() {}

    /** Ingest on a free port, with further YAML lines. */
    public static IngestConfig ingest(String... lines) {
        return yaml(IngestConfig.class, "port: 0\n" + String.join("\n", lines));
    }

    public static <T extends Record> T yaml(Class<T> type, String text) {
        try {
            Path file = Files.createTempFile("fairlead-test", ".yaml");
            try {
                Files.write(file, text.getBytes(StandardCharsets.UTF_8));
                return ConfigLoader.load(type, Optional.of(file), Map.of()).value();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
