// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.app.config.ConfigFile;
import io.fairlead.app.config.FairleadConfig;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --config}, the same for every command that takes it. */
final class ConfigOption {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Configuration, YAML; every key has a default. Environment variables FAIRLEAD_... override it.")
    private @Nullable Path file;

    FairleadConfig load(Talk talk) {
        return ConfigFile.load(Optional.ofNullable(file), System.getenv(), talk::say);
    }

    Optional<Path> file() {
        return Optional.ofNullable(file);
    }
}
