// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.rules.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an import left in a folder, kept beside the rules in {@value #NAME}: so that the next import can tell what its source
 * changed from what somebody changed here.
 *
 * @param source the folder or repository, as it was named
 * @param commit the commit of a repository; empty for a folder that is none
 * @param files SHA-256 of each imported file, by path below the folder
 */
public record ImportRecord(String source, String commit, SortedMap<String, String> files) {
    /** The record's file; not *.yml, so that no rule reader takes it for a rule. */
    static final String NAME = "import.json";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public ImportRecord {
        files = new TreeMap<>(files);
    }

    /** The record of an earlier import. */
    static Optional<ImportRecord> read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            ImportRecord read = JSON.readValue(Files.readString(file, StandardCharsets.UTF_8), ImportRecord.class);
            return Optional.of(new ImportRecord(read.source(), read.commit(), read.files()));
        } catch (JsonProcessingException | NullPointerException e) {
            throw new IOException(file + " is no record of an import; remove it to begin anew", e);
        }
    }

    void write(Path folder) throws IOException {
        String text = JSON.writerWithDefaultPrettyPrinter()
                .writeValueAsString(Map.of("source", source, "commit", commit, "files", files));
        Files.writeString(folder.resolve(NAME), text + "\n", StandardCharsets.UTF_8);
    }
}
