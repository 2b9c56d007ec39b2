// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect;

import io.fairlead.schemas.record.RuleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Data beside the project that tests are held against where it is there. */
public final class Corpus {
    private Corpus() {}

    /** A path of the corpus; the test is skipped where it is absent. */
    public static Path path(String relative) {
        Path path = Path.of(System.getProperty("corpus.dir", "../../shared/corpus"), relative);
        Assumptions.assumeTrue(Files.exists(path), () -> "skipped: no corpus at " + path.toAbsolutePath());
        return path;
    }

    /** All rule files below a directory, ordered by path. */
    public static List<RuleFile> rules(String relative) throws IOException {
        Path root = path(relative);
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(root)) {
            paths = walk.filter(path -> path.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList();
        }
        List<RuleFile> files = new ArrayList<>();
        for (Path path : paths) {
            files.add(RuleManifests.file(root.relativize(path).toString(), Files.readAllBytes(path)));
        }
        return files;
    }
}
