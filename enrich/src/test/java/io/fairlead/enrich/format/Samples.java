// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The raw halves of the golden files. */
final class Samples {
    private Samples() {}

    static Path folder(String format) {
        return Path.of("src/test/resources/golden", format);
    }

    static List<byte[]> of(String format) {
        try (Stream<Path> files = Files.list(folder(format))) {
            return files.filter(file -> file.toString().endsWith(".raw"))
                    .sorted()
                    .map(Samples::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The record's bytes: the file without the line end that editors leave behind. */
    static byte[] read(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            int end = bytes.length > 0 && bytes[bytes.length - 1] == '\n' ? bytes.length - 1 : bytes.length;
            return java.util.Arrays.copyOf(bytes, end);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
