// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A kustomization.yaml as far as it is used here; a key that is not is a mistake. */
final class Kustomization {
    private static final Set<String> KEYS = Set.of(
            "apiVersion",
            "kind",
            "labels",
            "resources",
            "components",
            "configMapGenerator",
            "images",
            "replicas",
            "patches");

    private final Path folder;
    private final Map<?, ?> keys;

    private Kustomization(Path folder, Map<?, ?> keys) {
        this.folder = folder;
        this.keys = keys;
    }

    static Kustomization read(Path folder) throws IOException {
        Path file = folder.resolve("kustomization.yaml");
        Object read = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        if (!(read instanceof Map<?, ?> keys) || !KEYS.containsAll(keys.keySet())) {
            throw new AssertionError(file + " has keys beside " + KEYS);
        }
        return new Kustomization(folder, keys);
    }

    /** Files of objects; folders are left out. */
    List<Path> resources() {
        return list(keys.get("resources")).stream()
                .map(name -> folder.resolve(String.valueOf(name)).normalize())
                .filter(path -> !Files.isDirectory(path))
                .toList();
    }

    /** The files of a ConfigMap that is made. */
    List<Path> configMap(String name, String namespace) {
        return list(keys.get("configMapGenerator")).stream()
                .map(Map.class::cast)
                .filter(map -> name.equals(map.get("name")) && namespace.equals(map.get("namespace")))
                .flatMap(map -> list(map.get("files")).stream())
                .map(file -> folder.resolve(String.valueOf(file)))
                .toList();
    }

    /** Images with their new tags. */
    List<String> images() {
        return list(keys.get("images")).stream()
                .map(Map.class::cast)
                .map(image -> image.get("name") + ":" + image.get("newTag"))
                .toList();
    }

    /** Every file that it names. */
    List<Path> files() {
        List<Path> files = new ArrayList<>(resources());
        for (Object generator : list(keys.get("configMapGenerator"))) {
            list(((Map<?, ?>) generator).get("files")).forEach(file -> files.add(folder.resolve(String.valueOf(file))));
        }
        for (Object patch : list(keys.get("patches"))) {
            files.add(folder.resolve(String.valueOf(((Map<?, ?>) patch).get("path"))));
        }
        return files;
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> entries ? entries : List.of();
    }
}
