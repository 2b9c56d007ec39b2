// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.rules;

import io.fairlead.detect.RuleManifests;
import io.fairlead.detect.rule.ListFile;
import io.fairlead.rules.RulePack;
import io.fairlead.schemas.record.RuleFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Rule files by path: a file is taken as it is, of a folder every {@code *.yml} and {@code *.yaml} below it, ordered by
 * name. Test files ({@code *.test.yml}) are no rules. Without any path, the pack that comes with Fairlead.
 */
public final class RuleSources {
    private RuleSources() {}

    /**
     * The rule files of these paths, each named as it was reached.
     *
     * @throws IllegalArgumentException when a path does not exist or holds no rule
     */
    public static List<RuleFile> of(List<Path> paths) {
        if (paths.isEmpty()) {
            return RulePack.files();
        }
        List<RuleFile> files = new ArrayList<>();
        for (Path path : paths) {
            files.addAll(of(path));
        }
        return files;
    }

    /** The bundled pack and, after it, the rule files of these paths. */
    public static List<RuleFile> packAnd(List<Path> paths) {
        List<RuleFile> files = new ArrayList<>(RulePack.files());
        paths.forEach(path -> files.addAll(of(path)));
        return files;
    }

    /**
     * The list files of these paths: a file is taken as it is, of a folder every {@code *.txt}, {@code *.yml} and
     * {@code *.yaml} below it, ordered by name.
     *
     * @throws IllegalArgumentException when a path does not exist or holds no list
     */
    public static List<RuleFile> lists(List<Path> paths) {
        List<RuleFile> files = new ArrayList<>();
        for (Path path : paths) {
            of(path, RuleSources::isList, "*.txt, *.yml or *.yaml")
                    .forEach(file -> files.add(
                            new RuleFile(ListFile.PREFIX + file.getPath(), file.getHash(), file.getContent())));
        }
        return files;
    }

    private static List<RuleFile> of(Path path) {
        return of(path, RuleSources::isRule, "*.yml or *.yaml");
    }

    private static List<RuleFile> of(Path path, Predicate<Path> wanted, String names) {
        if (Files.isRegularFile(path)) {
            return List.of(read(path));
        }
        if (!Files.isDirectory(path)) {
            throw new IllegalArgumentException("there is no rule file or folder " + path);
        }
        try (Stream<Path> below = Files.walk(path)) {
            List<RuleFile> files = below.filter(Files::isRegularFile)
                    .filter(wanted)
                    .sorted()
                    .map(RuleSources::read)
                    .toList();
            if (files.isEmpty()) {
                throw new IllegalArgumentException("the folder " + path + " holds no " + names);
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the folder " + path + ": " + e.getMessage(), e);
        }
    }

    private static boolean isList(Path path) {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".txt") || name.endsWith(".yml") || name.endsWith(".yaml");
    }

    private static boolean isRule(Path path) {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        return (name.endsWith(".yml") || name.endsWith(".yaml"))
                && !name.endsWith(".test.yml")
                && !name.endsWith(".test.yaml");
    }

    private static RuleFile read(Path path) {
        try {
            return RuleManifests.file(path.toString().replace('\\', '/'), Files.readAllBytes(path));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the rule " + path + ": " + e.getMessage(), e);
        }
    }
}
