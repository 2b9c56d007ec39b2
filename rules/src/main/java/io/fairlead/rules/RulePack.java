// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.rules;

import io.fairlead.schemas.identity.Identity;
import io.fairlead.schemas.record.RuleFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rules that come with Fairlead.
 *
 * <p>Promise: every rule file of the pack exactly once, ordered by path, whether the module runs from a jar or from a
 * directory of classes; there is no index to keep. Tests ({@code *.test.yml}) and what they read are not rules.
 */
public final class RulePack {
    private static final String ROOT = "rules";

    private RulePack() {}

    /**
     * The rule files, ordered by path.
     *
     * @throws UncheckedIOException when the jar or directory this class was loaded from cannot be read
     */
    public static List<RuleFile> files() {
        try {
            Path location = location();
            if (Files.isDirectory(location)) {
                return read(location.resolve(ROOT));
            }
            try (FileSystem jar = FileSystems.newFileSystem(location)) {
                return read(jar.getPath(ROOT));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled rules cannot be read", e);
        }
    }

    private static Path location() throws IOException {
        try {
            return Path.of(RulePack.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IOException("the place of the bundled rules is no path", e);
        }
    }

    static List<RuleFile> read(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(Files::isRegularFile)
                    .filter(RulePack::isRule)
                    .map(path -> file(root, path))
                    .sorted(Comparator.comparing(RuleFile::getPath))
                    .toList();
        }
    }

    private static boolean isRule(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.endsWith(".yml") && !name.endsWith(".test.yml");
    }

    private static RuleFile file(Path root, Path path) {
        try {
            byte[] content = Files.readAllBytes(path);
            String name = root.relativize(path).toString().replace('\\', '/');
            return new RuleFile(name, Identity.sha256Hex(content), ByteBuffer.wrap(content));
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled rule " + path + " cannot be read", e);
        }
    }
}
