// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.collect;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds the files of a glob, directory by directory; what cannot be listed now is looked at again next time. */
final class Globs {
    private static final Pattern WILD = Pattern.compile("[*?\\[{]");
    /** Rotated by the kubelet or Docker: {@code 0.log.20260102-030405.gz}, {@code x-json.log.1}. */
    private static final String SUFFIX = "\\.[0-9][0-9A-Za-z._-]*";

    private Globs() {}

    /** The regular files that match now, in order of their names. */
    static List<Path> expand(String pattern) {
        List<Path> found = List.of(Path.of("/"));
        String[] segments = pattern.substring(1).split("/", -1);
        for (String segment : segments) {
            List<Path> next = new ArrayList<>();
            for (Path directory : found) {
                next.addAll(step(directory, segment));
            }
            found = next;
        }
        return found.stream().filter(Files::isRegularFile).sorted().toList();
    }

    /** What rotation made of a file: siblings whose name extends its name. Oldest first, as their names tell. */
    static List<Path> rotated(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        String extension = dot > 0 ? name.substring(dot) : "";
        // An API server names rotated audit logs audit-2026-01-02T03-04-05.000.log.
        Pattern sibling = Pattern.compile(Pattern.quote(name) + SUFFIX + "|" + Pattern.quote(stem)
                + "-[0-9]{4}-[0-9T.:-]+" + Pattern.quote(extension) + "(\\.gz)?");
        TreeSet<Path> siblings = new TreeSet<>();
        try (DirectoryStream<Path> all =
                Files.newDirectoryStream(file.toAbsolutePath().getParent())) {
            for (Path candidate : all) {
                String other = candidate.getFileName().toString();
                if (sibling.matcher(other).matches() && !other.endsWith(".tmp") && Files.isRegularFile(candidate)) {
                    siblings.add(candidate);
                }
            }
        } catch (IOException | DirectoryIteratorException gone) {
            return List.copyOf(siblings);
        }
        return List.copyOf(siblings);
    }

    private static List<Path> step(Path directory, String segment) {
        if (!WILD.matcher(segment).find()) {
            Path one = directory.resolve(segment);
            return Files.exists(one) ? List.of(one) : List.of();
        }
        List<Path> matches = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, segment)) {
            all.forEach(matches::add);
        } catch (IOException | DirectoryIteratorException gone) {
            return matches;
        }
        return matches;
    }
}
