// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.rules;

import io.fairlead.app.rules.imports.GitSource;
import io.fairlead.detect.RuleManifests;
import io.fairlead.schemas.record.RuleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Rule files of a folder or of a git repository, named by the source's name and their place in it, so that a file keeps
 * its name wherever the source is checked out.
 *
 * @param files the rule files, ordered by name
 * @param origin where they come from, with the commit where there is one
 */
public record RuleFolder(List<RuleFile> files, String origin) {
    public RuleFolder {
        files = List.copyOf(files);
    }

    /**
     * Reads them; a repository is cloned and forgotten.
     *
     * @throws IllegalArgumentException when there is no rule
     * @throws IOException when the repository cannot be cloned
     */
    public static RuleFolder read(String source, Optional<String> branch) throws IOException, InterruptedException {
        Path folder = Path.of(source);
        if (Files.isDirectory(folder)) {
            return of(folder, name(folder.toAbsolutePath().normalize().toString()), source);
        }
        Path clone = Files.createTempDirectory("fairlead-rules");
        try {
            GitSource.clone(source, branch, clone);
            return of(clone, name(source), source);
        } finally {
            remove(clone);
        }
    }

    private static RuleFolder of(Path folder, String name, String source) throws InterruptedException {
        String root = folder.toString().replace('\\', '/') + "/";
        List<RuleFile> files = RuleSources.of(List.of(folder)).stream()
                .map(file -> named(name + "/" + file.getPath().substring(root.length()), file))
                .toList();
        return new RuleFolder(
                files,
                source + GitSource.commit(folder).map(commit -> " at " + commit).orElse(""));
    }

    private static RuleFile named(String path, RuleFile file) {
        byte[] content = new byte[file.getContent().remaining()];
        file.getContent().duplicate().get(content);
        return RuleManifests.file(path, content);
    }

    private static String name(String source) {
        String end = source.replaceFirst("/+$", "").replaceFirst("\\.git$", "");
        return end.substring(end.lastIndexOf('/') + 1);
    }

    private static void remove(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
