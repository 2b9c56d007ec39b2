// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.config;

import io.fairlead.schemas.config.ConfigLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads the configuration of a process. */
public final class ConfigFile {
    /** Variables of the launcher, which are no keys of the file. */
    private static final Set<String> LAUNCHER =
            Set.of("FAIRLEAD_JAVA_HOME", "FAIRLEAD_OPTS", "FAIRLEAD_ELASTICSEARCH_HOME", "FAIRLEAD_ELASTICSEARCH_OPTS");

    private ConfigFile() {}

    /**
     * The settings of a file, overridden by the environment; a variable that names no key is told to {@code warn}.
     *
     * @throws io.fairlead.schemas.config.ConfigException when they cannot be used; every fault is named with its line
     */
    public static FairleadConfig load(Optional<Path> file, Map<String, String> environment, Consumer<String> warn) {
        ConfigLoader.Loaded<FairleadConfig> loaded = ConfigLoader.load(FairleadConfig.class, file, environment);
        loaded.unusedVariables().stream()
                .filter(name -> !LAUNCHER.contains(name))
                .forEach(name -> warn.accept("the environment variable " + name + " names no setting and is ignored"));
        return loaded.value();
    }
}
