// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** docker-compose.yml as far as a test asks about it, with its merge keys resolved. */
final class ComposeFile {
    private final Map<String, Object> root;

    private ComposeFile(Map<String, Object> root) {
        this.root = root;
    }

    /** One service. */
    record Service(String name, Map<String, Object> keys) {
        List<String> texts(String key) {
            return list(keys.get(key)).stream().map(String::valueOf).toList();
        }

        String text(String key) {
            return String.valueOf(keys.getOrDefault(key, ""));
        }

        Map<String, Object> map(String key) {
            return ComposeFile.map(keys.get(key));
        }

        /** Secrets by the file that the container sees. */
        Map<String, String> secrets() {
            Map<String, String> secrets = new LinkedHashMap<>();
            for (Object entry : list(keys.get("secrets"))) {
                if (entry instanceof Map<?, ?> long_) {
                    String target = String.valueOf(long_.get("target"));
                    secrets.put(
                            target.startsWith("/") ? target : "/run/secrets/" + target,
                            String.valueOf(long_.get("source")));
                } else {
                    secrets.put("/run/secrets/" + entry, String.valueOf(entry));
                }
            }
            return secrets;
        }

        /** Whether it runs our image. */
        boolean isStage() {
            return text("image").startsWith("fairlead:");
        }
    }

    static ComposeFile read(Path file) throws IOException {
        Object read =
                new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file, StandardCharsets.UTF_8));
        return new ComposeFile(map(read));
    }

    List<Service> services() {
        List<Service> services = new ArrayList<>();
        map(root.get("services")).forEach((name, keys) -> services.add(new Service(name, merged(map(keys)))));
        return services;
    }

    /** The whole file. */
    Map<String, Object> tree() {
        Map<String, Object> services = new LinkedHashMap<>();
        services().forEach(service -> services.put(service.name(), service.keys()));
        Map<String, Object> tree = new LinkedHashMap<>(root);
        tree.put("services", services);
        return tree;
    }

    Stream<Service> stages() {
        return services().stream().filter(Service::isStage);
    }

    /** Files of secrets by name. */
    Map<String, String> secretFiles() {
        Map<String, String> files = new LinkedHashMap<>();
        map(root.get("secrets"))
                .forEach(
                        (name, keys) -> files.put(name, String.valueOf(map(keys).get("file"))));
        return files;
    }

    List<String> volumes() {
        return List.copyOf(map(root.get("volumes")).keySet());
    }

    /** YAML 1.2 knows no merge keys; Compose does. */
    private static Map<String, Object> merged(Map<String, Object> keys) {
        Map<String, Object> all = new LinkedHashMap<>(map(keys.get("<<")));
        all.putAll(keys);
        all.remove("<<");
        return all;
    }

    private static Map<String, Object> map(@Nullable Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> entries) {
            entries.forEach((key, entry) -> map.put(String.valueOf(key), entry));
        }
        return map;
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> entries ? entries : List.of();
    }
}
