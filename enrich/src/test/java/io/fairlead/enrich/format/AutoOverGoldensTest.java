// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.enrich.Normalized;
import io.fairlead.enrich.TestNormalizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every golden of every format is found by its content, and as no other format. */
final class AutoOverGoldensTest {
    /** Formats that take nearly anything: what they hold may look like another format's. */
    private static final Set<String> GENERAL = Set.of("json", "plain");

    /** Formats that only a source can claim: their lines are other formats' too. */
    private static final Set<String> CLAIMED = Set.of("container.multiline", "plain.multiline");

    @Test
    void contentTellsEveryFormat() throws IOException {
        List<Path> folders;
        try (Stream<Path> all = Files.list(Path.of("src/test/resources/golden"))) {
            folders = all.sorted().toList();
        }
        assertThat(folders).hasSizeGreaterThan(10);
        for (Path folder : folders) {
            String format = String.valueOf(folder.getFileName());
            if (!GENERAL.contains(format) && !CLAIMED.contains(format)) {
                Samples.of(format).forEach(sample -> same(format, sample));
            }
        }
    }

    private static void same(String format, byte[] sample) {
        Normalized claimed = TestNormalizer.normalize(TestNormalizer.raw(format, sample));
        if (claimed.events().toString().contains("syslog_head_missing")) {
            return; // only a route can tell that such a line is syslog
        }
        Normalized found = TestNormalizer.normalize(TestNormalizer.raw("auto", sample));
        String text = new String(sample, java.nio.charset.StandardCharsets.UTF_8);
        assertThat(found.events()).as("%s: %s", format, text).isEqualTo(claimed.events());
    }
}
