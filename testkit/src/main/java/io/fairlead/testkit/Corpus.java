// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * Recorded data that is too large, or not ours, to stand in the tree. Tests that want it are skipped where it is not.
 *
 * <p>Looked for in the folder of the system property {@value #PROPERTY}, else in {@code ../shared/corpus} beside the
 * working directory or one of the folders above it.
 */
public final class Corpus {
    /** Names the folder. */
    public static final String PROPERTY = "corpus.dir";

    private Corpus() {}

    /** The folder, when it is here. */
    public static Optional<Path> find() {
        String named = System.getProperty(PROPERTY);
        if (named != null && Files.isDirectory(Path.of(named))) {
            return Optional.of(Path.of(named).toAbsolutePath().normalize());
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path beside = folder.resolveSibling("shared").resolve("corpus");
            if (Files.isDirectory(beside)) {
                return Optional.of(beside);
            }
        }
        return Optional.empty();
    }

    /** The file or folder of this name in the corpus; the test is skipped, with the reason, when it is not there. */
    public static Path assumePresent(String name) {
        Optional<Path> file = find().map(folder -> folder.resolve(name)).filter(Files::exists);
        Assumptions.assumeTrue(file.isPresent(), () -> "no corpus with " + name + ": name its folder by -D" + PROPERTY);
        return file.orElseThrow();
    }
}
