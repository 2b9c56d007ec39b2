// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.embedded;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the folder with Elasticsearch's jars, which the build of this module lays out and no artifact of ours carries.
 *
 * <p>Looked for in this order: system property {@value #PROPERTY}, environment variable {@value #VARIABLE}, beside the
 * classes or the jar of this module, {@code embedded/target/elasticsearch} in the working directory and above it.
 */
final class NodeHome {
    static final String PROPERTY = "fairlead.elasticsearch.home";
    static final String VARIABLE = "FAIRLEAD_ELASTICSEARCH_HOME";

    private NodeHome() {}

    /** @throws IllegalStateException when it is in none of the places, with all of them */
    static Path find() {
        Path work = Path.of("").toAbsolutePath();
        return find(System.getProperty(PROPERTY), System.getenv(VARIABLE), codeLocation(), work);
    }

    static Path find(@Nullable String property, @Nullable String variable, Optional<Path> code, Path work) {
        if (property != null && !property.isBlank()) {
            return demanded(Path.of(property), "system property " + PROPERTY);
        }
        if (variable != null && !variable.isBlank()) {
            return demanded(Path.of(variable), "environment variable " + VARIABLE);
        }
        List<Path> candidates = new ArrayList<>();
        code.ifPresent(location -> candidates.add(location.resolveSibling("elasticsearch")));
        for (Path folder = work; folder != null; folder = folder.getParent()) {
            candidates.add(folder.resolve("embedded/target/elasticsearch"));
        }
        return candidates.stream()
                .filter(NodeHome::isHome)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Elasticsearch's jars are in none of " + candidates
                        + ": build the module embedded (mvn -pl embedded process-classes) or name their folder by "
                        + VARIABLE + "."));
    }

    private static Path demanded(Path home, String by) {
        if (!isHome(home)) {
            throw new IllegalStateException("The " + by + " names " + home
                    + ", which is no home of an Elasticsearch node (boot, lib, modules, config).");
        }
        return home.toAbsolutePath().normalize();
    }

    private static boolean isHome(Path folder) {
        return Files.isDirectory(folder.resolve("boot"))
                && Files.isDirectory(folder.resolve("lib"))
                && Files.isDirectory(folder.resolve("modules"))
                && Files.isDirectory(folder.resolve("config"));
    }

    private static Optional<Path> codeLocation() {
        CodeSource source = NodeHome.class.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(source.getLocation().toURI()));
        } catch (URISyntaxException | IllegalArgumentException notAFile) {
            return Optional.empty();
        }
    }
}
