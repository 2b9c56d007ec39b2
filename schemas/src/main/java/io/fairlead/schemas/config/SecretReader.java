// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.schemas.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads a secret from the environment or from a file; refuses one that stands in the configuration file itself. */
final class SecretReader {
    private SecretReader() {}

    static @Nullable Secret read(
            @Nullable Node node, String path, Environment environment, BiConsumer<@Nullable Node, String> fault) {
        Optional<String> value = environment.value(path);
        if (value.isPresent()) {
            return new Secret(value.get());
        }
        Optional<String> named = environment.file(path);
        if (named.isPresent()) {
            return fromFile(Path.of(named.get()), null, path, fault);
        }
        if (node == null || node.getTag() == Tag.NULL) {
            return null;
        }
        if (node instanceof MappingNode mapping
                && mapping.getValue().size() == 1
                && mapping.getValue().get(0).getKeyNode() instanceof ScalarNode key
                && key.getValue().equals("file")
                && mapping.getValue().get(0).getValueNode() instanceof ScalarNode file) {
            return fromFile(Path.of(file.getValue()), node, path, fault);
        }
        fault.accept(
                node,
                "'" + path + "' is a secret: give {file: PATH}, or the environment variable "
                        + environment.nameOf(path));
        return null;
    }

    private static @Nullable Secret fromFile(
            Path file, @Nullable Node node, String path, BiConsumer<@Nullable Node, String> fault) {
        try {
            return new Secret(Files.readString(file, StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            fault.accept(node, "'" + path + "': cannot read the secret's file " + file);
            return null;
        }
    }
}
