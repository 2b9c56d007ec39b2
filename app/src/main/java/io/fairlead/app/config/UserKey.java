// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.config;

import io.fairlead.enrich.EnrichConfig;
import io.fairlead.enrich.mac.KeyFile;
import io.fairlead.schemas.config.ConfigLoader;
import io.fairlead.schemas.config.Secret;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The key of whoever runs Fairlead on this machine, for what has no key of its own: a pipeline in a new data directory begins
 * with it, and offline commands use it, so that both write the same fingerprints. Kept where programs keep their state
 * (XDG base directories): {@code $XDG_STATE_HOME/fairlead/mac.key}, else {@code ~/.local/state/fairlead/mac.key}.
 */
public final class UserKey {
    private static final String VARIABLE = "FAIRLEAD_ENRICH_MAC_KEY";

    private UserKey() {}

    /** The user's key, made when there is none yet; empty where it cannot be kept. */
    public static Optional<Secret> of(Map<String, String> environment) {
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        Path folder = state.isEmpty() ? Path.of(System.getProperty("user.home"), ".local", "state") : Path.of(state);
        try {
            return Optional.of(KeyFile.of(folder.resolve("fairlead").resolve("mac.key")));
        } catch (IllegalStateException unwritable) {
            return Optional.empty();
        }
    }

    /** The settings of enrich for offline commands: defaults, with the key of the environment or the user's. */
    public static EnrichConfig offline(Map<String, String> environment) {
        Map<String, String> key = new HashMap<>(environment);
        key.keySet().removeIf(name -> !name.startsWith(VARIABLE));
        Optional<Secret> configured = ConfigLoader.load(FairleadConfig.class, Optional.empty(), key)
                .value()
                .enrich()
                .macKey();
        EnrichConfig defaults = ConfigLoader.defaults(EnrichConfig.class);
        return defaults.withMacKey(configured.isPresent() ? configured : of(environment));
    }
}
