// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job;

import io.fairlead.schemas.config.ConfigLoader;
import io.fairlead.schemas.config.Setting;
import io.fairlead.schemas.kafka.KafkaConfig;
import java.nio.file.Path;
import java.util.List;
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

    /**
     * First word of those who want the newest checkpoint. It is no option: the job manager's own parser would take {@code
     * --config} for its {@code --configDir}, and reads no further than the first word that is none.
     */
    private static final String RESUME = "resume";

    private static final String USAGE = "[" + RESUME + "] --config FILE";

    /**
     * The settings of {@code [resume] --config FILE}, overridden by the environment; the defaults without one.
     *
     * @throws DetectException when the arguments are others
     * @throws io.fairlead.schemas.config.ConfigException when the file cannot be used
     */
    public static FlinkSettings load(String[] arguments, Map<String, String> environment) {
        return ConfigLoader.load(FlinkSettings.class, OTHERS, file(words(arguments)), environment)
                .value();
    }

    /** Whether the job goes on from the newest checkpoint in the cluster's folder. */
    static boolean resumes(String[] arguments) {
        return arguments.length > 0 && arguments[0].equals(RESUME);
    }

    private static List<String> words(String[] arguments) {
        return List.of(arguments).subList(resumes(arguments) ? 1 : 0, arguments.length);
    }

    private static Optional<Path> file(List<String> words) {
        if (words.isEmpty()) {
            return Optional.empty();
        } else if (words.size() == 1 && words.getFirst().startsWith("--config=")) {
            return Optional.of(Path.of(words.getFirst().substring("--config=".length())));
        } else if (words.size() == 2 && words.getFirst().equals("--config")) {
            return Optional.of(Path.of(words.getLast()));
        }
        throw new DetectException("The job takes " + USAGE + ", not '" + String.join(" ", words) + "'.");
    }
}
