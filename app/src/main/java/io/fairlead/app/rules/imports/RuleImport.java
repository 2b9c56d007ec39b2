// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.rules.imports;

import io.fairlead.app.rules.RuleSources;
import io.fairlead.app.rules.imports.ImportReport.LeftOut;
import io.fairlead.detect.RuleSetCompiler;
import io.fairlead.detect.rule.Rejection;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.schemas.record.RuleFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Copies the rule files of a source into a folder.
 *
 * <p>Promise: a file that somebody changed in the folder is never overwritten or removed; a file of which no rule compiles is
 * left out and named; nothing outside the folder is written. A file that holds only macros and lists of Falco's is taken:
 * rules of other files need it.
 */
public final class RuleImport {
    private final Path target;
    private final SortedMap<String, String> before;
    private final SortedMap<String, String> after = new TreeMap<>();
    private final List<String> added = new ArrayList<>();
    private final List<String> changed = new ArrayList<>();
    private final List<String> same = new ArrayList<>();
    private final List<String> kept = new ArrayList<>();

    private RuleImport(Path target) throws IOException {
        this.target = target;
        this.before = ImportRecord.read(target).map(ImportRecord::files).orElseGet(TreeMap::new);
    }

    /**
     * Imports from a folder or, when it is none, from a git repository.
     *
     * @param source folder, path or address of a repository
     * @param reference branch or tag of a repository; empty: its default branch
     * @param target folder to import into; made when it is missing
     */
    public static ImportReport run(String source, Optional<String> reference, Path target)
            throws IOException, InterruptedException {
        if (reference.isEmpty() && isFolder(source)) {
            return folder(source, Path.of(source), target);
        }
        Path clone = Files.createTempDirectory("fairlead-import");
        try {
            GitSource.clone(source, reference, clone);
            return folder(source, clone, target);
        } finally {
            delete(clone);
        }
    }

    private static ImportReport folder(String source, Path folder, Path target)
            throws IOException, InterruptedException {
        Files.createDirectories(target);
        String commit = GitSource.commit(folder).orElse("");
        RuleImport running = new RuleImport(target);
        List<RuleFile> files = RuleSources.of(List.of(folder));
        List<LeftOut> leftOut = leftOut(RuleSetCompiler.standard().compile(files), folder);
        Set<String> out = new HashSet<>();
        leftOut.forEach(one -> out.add(one.file()));
        for (RuleFile file : files) {
            String path = below(folder, file.getPath());
            if (!out.contains(path)) {
                running.take(path, file.getContent());
            }
        }
        List<String> removed = running.remove();
        new ImportRecord(source, commit, running.after).write(target);
        return new ImportReport(commit, running.added, running.changed, running.same, removed, running.kept, leftOut);
    }

    /** Files with a rejection and without anything that compiles. */
    private static List<LeftOut> leftOut(RuleSet set, Path folder) {
        Set<String> good = new HashSet<>();
        set.rules().forEach(rule -> good.add(rule.info().file()));
        set.correlations().forEach(rule -> good.add(rule.info().file()));
        Map<String, Rejection> bad = new LinkedHashMap<>();
        set.rejections().forEach(rejection -> bad.putIfAbsent(rejection.file(), rejection));
        bad.keySet().removeAll(good);
        return bad.values().stream()
                .map(rejection -> new LeftOut(
                        below(folder, rejection.file()), rejection.code().text(), rejection.reason()))
                .toList();
    }

    private void take(String path, ByteBuffer content) throws IOException {
        byte[] bytes = new byte[content.remaining()];
        content.duplicate().get(bytes);
        String hash = hash(bytes);
        Path file = target.resolve(path).normalize();
        if (!file.startsWith(target.normalize())) {
            throw new IOException("the source names a file outside of it: " + path);
        }
        if (!Files.exists(file)) {
            Files.createDirectories(file.resolveSibling("."));
            Files.write(file, bytes);
            added.add(path);
            after.put(path, hash);
            return;
        }
        String here = hash(Files.readAllBytes(file));
        if (here.equals(hash)) {
            same.add(path);
            after.put(path, hash);
        } else if (here.equals(before.get(path))) {
            Files.write(file, bytes);
            changed.add(path);
            after.put(path, hash);
        } else {
            kept.add(path);
            Optional.ofNullable(before.get(path)).ifPresent(known -> after.put(path, known));
        }
    }

    /** Removes what the last import brought, the source no longer has and nobody changed here. */
    private List<String> remove() throws IOException {
        List<String> removed = new ArrayList<>();
        for (Map.Entry<String, String> entry : before.entrySet()) {
            Path file = target.resolve(entry.getKey()).normalize();
            if (after.containsKey(entry.getKey()) || !file.startsWith(target.normalize()) || !Files.exists(file)) {
                continue;
            }
            if (hash(Files.readAllBytes(file)).equals(entry.getValue())) {
                Files.delete(file);
                removed.add(entry.getKey());
            } else {
                kept.add(entry.getKey());
            }
        }
        return removed;
    }

    private static String below(Path folder, String path) {
        return folder.relativize(Path.of(path)).toString().replace('\\', '/');
    }

    private static boolean isFolder(String source) {
        return !source.contains("://") && Files.isDirectory(Path.of(source));
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
