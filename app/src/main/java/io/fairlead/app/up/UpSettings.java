// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.up;

import io.fairlead.app.config.ConfigFile;
import io.fairlead.app.config.FairleadConfig;
import io.fairlead.app.config.UserKey;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The settings of a pipeline in one process: those of the user, with what the embedded broker, the embedded node and the
 * data directory decide laid over them.
 *
 * @param file the configuration file
 * @param environment variables that override it
 */
record UpSettings(Optional<Path> file, Map<String, String> environment) {

    /** The user's own settings; faults are told here, before anything starts. */
    FairleadConfig asConfigured(Consumer<String> warn) {
        return ConfigFile.load(file, environment, warn);
    }

    /** The settings against what has been started. */
    FairleadConfig against(String kafka, String elasticsearch, DataDirectory data) {
        Map<String, String> overlay = new HashMap<>(environment);
        overlay.put("FAIRLEAD_KAFKA_BOOTSTRAP_SERVERS", kafka);
        overlay.put("FAIRLEAD_KAFKA_REPLICATION_FACTOR", "1");
        overlay.put("FAIRLEAD_SINK_ELASTICSEARCH_URLS", elasticsearch);
        overlay.put("FAIRLEAD_ENRICH_STATE_DIR", data.folder("enrich").toString());
        overlay.put(
                "FAIRLEAD_DETECT_CHECKPOINT_DIRECTORY",
                data.folder("checkpoints").toString());
        overlay.put("FAIRLEAD_COLLECT_POSITIONS", data.folder("collect").toString());
        if (asConfigured(ignored -> {}).enrich().macKey().isEmpty()) {
            overlay.put(
                    "FAIRLEAD_ENRICH_MAC_KEY_FILE",
                    data.key("mac.key", UserKey.of(environment)).toString());
        }
        return ConfigFile.load(file, overlay, warning -> {});
    }
}
