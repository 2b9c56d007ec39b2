// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.schemas.codec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** The schemas of earlier releases, listed in {@code avro/released/index}: one resource name a line. */
final class ReleasedSchemas {
    private static final String FOLDER = "/avro/released/";

    private ReleasedSchemas() {}

    static List<Schema> all() {
        List<Schema> schemas = new ArrayList<>();
        try (InputStream index = ReleasedSchemas.class.getResourceAsStream(FOLDER + "index")) {
            for (String name : lines(index)) {
                try (InputStream in = ReleasedSchemas.class.getResourceAsStream(FOLDER + name)) {
                    if (in == null) {
                        throw new IllegalStateException("avro/released/index names a missing file: " + name);
                    }
                    schemas.add(new Schema.Parser().parse(in));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the released schemas", e);
        }
        return schemas;
    }

    private static List<String> lines(@Nullable InputStream in) {
        if (in == null) {
            throw new IllegalStateException("avro/released/index is missing from the class path");
        }
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }
}
