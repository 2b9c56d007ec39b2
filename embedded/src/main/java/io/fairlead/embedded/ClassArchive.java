// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node's classes as its JVM lays them out, kept beside its jars: a start with it takes little more than half of the
 * processor time. The first node that ends well writes it, once for these jars and this Java; nodes whose home cannot be
 * written to do without.
 *
 * @param file where it stands, or will stand
 * @param own where a node writes its own, before it is put there
 */
record ClassArchive(Path file, Path own) {
    private static final Logger LOG = LoggerFactory.getLogger(ClassArchive.class);
    /** What the JVM says of classes that it leaves out concerns nobody. */
    private static final String SILENT = "-Xlog:disable";

    /**
     * The archive for the jars of this home.
     *
     * @param home the folder found by {@link NodeHome}
     * @param dirs where the node that may write it keeps its things
     */
    static ClassArchive of(Path home, NodeDirs dirs) throws IOException {
        return new ClassArchive(
                home.resolve("classes-" + key(home) + ".jsa"), dirs.temporary().resolve("classes.jsa"));
    }

    /** What the child's JVM is told: to use it, to write it, or nothing. */
    List<String> options() {
        if (Files.isRegularFile(file)) {
            return List.of(SILENT, "-XX:SharedArchiveFile=" + file);
        }
        return Files.isWritable(file.getParent()) ? List.of(SILENT, "-XX:ArchiveClassesAtExit=" + own) : List.of();
    }

    /**
     * Puts what a node has written where the next ones find it, in place of those for other jars. To be called when that node
     * has ended in good order: what a killed one leaves is half an archive.
     */
    void keep() {
        if (!Files.isRegularFile(own)) {
            return;
        }
        try {
            Path copy = Files.createTempFile(file.getParent(), "classes-", ".part");
            try {
                Files.move(own, copy, StandardCopyOption.REPLACE_EXISTING);
                for (Path former : archives()) {
                    Files.deleteIfExists(former);
                }
                Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(copy); // is there only where this did not go well
            }
        } catch (IOException failure) {
            LOG.debug("the classes of the Elasticsearch node are not kept: {}", failure.toString());
        }
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> all = Files.list(file.getParent())) {
            return all.filter(path -> path.toString().endsWith(".jsa")).toList();
        }
    }

    /** Other jars or another Java make another archive: a JVM that is given a wrong one shares no classes at all. */
    private static String key(Path home) throws IOException {
        try (Stream<Path> jars = Stream.concat(Files.list(home.resolve("boot")), Files.list(home.resolve("lib")))) {
            String state = System.getProperty("java.vm.version")
                    + jars.sorted().map(ClassArchive::state).toList();
            return Integer.toHexString(state.hashCode());
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    private static String state(Path jar) {
        try {
            return jar.getFileName() + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
