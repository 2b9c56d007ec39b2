// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.schemas.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Reads the one configuration file into a record of settings.
 *
 * <p>Environment variables named {@code FAIRLEAD_} + the key's path in upper case ({@code sink.elasticsearch.url} →
 * {@code FAIRLEAD_SINK_ELASTICSEARCH_URL}) override the file; for a {@link Secret} also with the suffix {@code _FILE}.
 */
public final class ConfigLoader {
    private static final String PREFIX = "FAIRLEAD_";

    private ConfigLoader() {}

    /**
     * What was loaded.
     *
     * @param value the settings
     * @param unusedVariables variables that begin with FAIRLEAD_ and name no key: worth a warning
     */
    public record Loaded<T>(T value, Set<String> unusedVariables) {}

    /** The settings as they are when nothing is configured. */
    public static <T extends Record> T defaults(Class<T> type) {
        return load(type, Optional.empty(), Map.of()).value();
    }

    /**
     * The settings of a file, overridden by the environment.
     *
     * @throws ConfigException when a key is unknown, a value is of the wrong form or out of bounds, or one is missing;
     *     all faults are named at once, each with its line
     */
    public static <T extends Record> Loaded<T> load(
            Class<T> type, Optional<Path> file, Map<String, String> environment) {
        return load(type, Set.of(), file, environment);
    }

    /**
     * The settings of some sections of a file, where the records of the others are not at hand.
     *
     * @param others keys at the top of the file that are not looked at; any further one is unknown
     * @throws ConfigException as {@link #load(Class, Optional, Map)}
     */
    public static <T extends Record> Loaded<T> load(
            Class<T> type, Set<String> others, Optional<Path> file, Map<String, String> environment) {
        List<String> errors = new ArrayList<>();
        Environment variables = new Environment(PREFIX, environment);
        @Nullable Node root = file.map(path -> without(others, compose(path))).orElse(null);
        Object value = new RecordBinder(file.map(Path::toString).orElse("configuration"), variables, errors)
                .bindRoot(type, root);
        if (value == null || !errors.isEmpty()) {
            throw new ConfigException(String.join(System.lineSeparator(), errors));
        }
        return new Loaded<>(type.cast(value), new TreeSet<>(variables.unused()));
    }

    private static @Nullable Node without(Set<String> others, @Nullable Node root) {
        if (root instanceof MappingNode mapping) {
            mapping.getValue()
                    .removeIf(tuple -> tuple.getKeyNode() instanceof ScalarNode key && others.contains(key.getValue()));
        }
        return root;
    }

    private static @Nullable Node compose(Path file) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file.toString())
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(0)
                .build();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return new Compose(settings).composeReader(reader).orElse(null);
        } catch (IOException e) {
            throw new ConfigException("cannot read the configuration file " + file + ": " + e.getMessage());
        } catch (YamlEngineException e) {
            throw new ConfigException("the configuration file " + file + " is not valid YAML: " + e.getMessage());
        }
    }
}
