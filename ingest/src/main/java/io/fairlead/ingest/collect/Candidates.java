// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.collect;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The files that the sources name now, and what rotation made of them. */
final class Candidates {
    private Candidates() {}

    /**
     * A file to be read.
     *
     * @param source why
     * @param base the file that the glob matches; the same as path unless rotated
     * @param path where it is now
     */
    record Candidate(SourceConfig source, Path base, Path path) {
        boolean rotated() {
            return !base.equals(path);
        }

        boolean compressed() {
            return path.toString().endsWith(".gz");
        }
    }

    /** Rotated files come before the file that took their name, so that lines keep their order where they can. */
    static List<Candidate> find(List<SourceConfig> sources) {
        List<Candidate> found = new ArrayList<>();
        Set<Path> known = new LinkedHashSet<>();
        for (SourceConfig source : sources) {
            for (String pattern : source.paths()) {
                for (Path base : Globs.expand(pattern)) {
                    for (Path rotated : Globs.rotated(base)) {
                        if (known.add(rotated)) {
                            found.add(new Candidate(source, base, rotated));
                        }
                    }
                    if (known.add(base)) {
                        found.add(new Candidate(source, base, base));
                    }
                }
            }
        }
        return found;
    }
}
