// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.yaml;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** How rule files are read: YAML 1.2 core schema, bounded. */
public final class YamlSettings {
    private static final int MOST_CODE_POINTS = 16 << 20;
    private static final int MOST_ALIASES = 100;
    private static final int SMALLEST_BUFFER = 1024;

    /** One for all texts: it is dear to make and never changes. */
    private static final CoreSchema SCHEMA = new CoreSchema();

    private YamlSettings() {}

    /**
     * For this text. The reader copies what it holds of a value each time that its buffer runs out, so the buffer takes in
     * the whole text: a value of ten megabytes would cost half a minute otherwise.
     */
    public static LoadSettings of(String text) {
        return LoadSettings.builder()
                .setSchema(SCHEMA)
                .setCodePointLimit(MOST_CODE_POINTS)
                .setMaxAliasesForCollections(MOST_ALIASES)
                .setBufferSize(Math.clamp(text.length() + 1L, SMALLEST_BUFFER, MOST_CODE_POINTS))
                .build();
    }
}
