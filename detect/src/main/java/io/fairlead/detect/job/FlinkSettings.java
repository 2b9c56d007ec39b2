// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job;

import io.fairlead.schemas.config.ConfigLoader;
import io.fairlead.schemas.config.Setting;
import io.fairlead.schemas.kafka.KafkaConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the job on a Flink cluster reads of the configuration file.
 *
 * @param kafka the broker
 * @param detect the detection job
 */
public record FlinkSettings(
        @Setting(doc = "Kafka, as every stage reaches it.") KafkaConfig kafka,

        @Setting(doc = "The detection job.") DetectConfig detect) {
    /** The sections of the same file that are other stages'. */
    private static final Set<String> OTHERS =
            Set.of("data-directory", "ingest", "collect", "enrich", "rules", "sink", "observability");

    private static final String USAGE = "--config FILE";

    /**
     * The settings of {@code --config FILE}, overridden by the environment; the defaults without one.
     *
     * @throws DetectException when the arguments are others
     * @throws io.fairlead.schemas.config.ConfigException when the file cannot be used
     */
    public static FlinkSettings load(String[] arguments, Map<String, String> environment) {
        return ConfigLoader.load(FlinkSettings.class, OTHERS, file(arguments), environment)
                .value();
    }

    private static Optional<Path> file(String[] arguments) {
        if (arguments.length == 0) {
            return Optional.empty();
        } else if (arguments.length == 1 && arguments[0].startsWith("--config=")) {
            return Optional.of(Path.of(arguments[0].substring("--config=".length())));
        } else if (arguments.length == 2 && arguments[0].equals("--config")) {
            return Optional.of(Path.of(arguments[1]));
        }
        throw new DetectException("The job takes " + USAGE + ", not '" + String.join(" ", arguments) + "'.");
    }
}
