// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.schemas.config.ConfigException;
import io.fairlead.schemas.config.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FlinkSettingsTest {
    private final DetectConfig config = ConfigLoader.defaults(DetectConfig.class);

    @Test
    void readsItsSectionsOfTheFileAndOverridesThem(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("fairlead.yaml"), """
                kafka: {topic-prefix: a.}
                sink: {elasticsearch: {urls: [https://elsewhere:9200]}}
                detect: {parallelism: 3}
                """);
        FlinkSettings settings =
                FlinkSettings.load(new String[] {"--config=" + file}, Map.of("FAIRLEAD_DETECT_INSTANCE", "b"));

        assertThat(settings.kafka().topicPrefix()).isEqualTo("a.");
        assertThat(settings.detect().parallelism()).isEqualTo(3);
        assertThat(settings.detect().group()).isEqualTo("fairlead-detect-b");
        assertThat(FlinkSettings.load(new String[0], Map.of()).detect()).isEqualTo(config);
        String[] resuming = {"resume", "--config", file.toString()};
        assertThat(FlinkSettings.load(resuming, Map.of("FAIRLEAD_DETECT_INSTANCE", "b")))
                .isEqualTo(settings);
        assertThat(FlinkSettings.resumes(resuming)).isTrue();
        assertThat(FlinkSettings.resumes(new String[] {"--config", "resume"})).isFalse();
    }

    @Test
    void refusesWhatItDoesNotKnow(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("fairlead.yaml"), "sink: {}\ndetekt: {parallelism: 3}\n");

        assertThatThrownBy(() -> FlinkSettings.load(new String[] {"--config", file.toString()}, Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(":2: unknown key 'detekt'");
        assertThatThrownBy(() -> FlinkSettings.load(new String[] {"--rules", "x"}, Map.of()))
                .isInstanceOf(DetectException.class)
                .hasMessageContaining("--config FILE, not '--rules x'");
    }

    @Test
    void stateLiesInRocksDbUnlessTheClusterSaysOtherwise() {
        Configuration silent = cluster();
        Configuration other = cluster();
        other.setString("state.backend.type", "hashmap");
        other.setString("restart-strategy.type", "none");

        assertThat(JobSettings.remote(config, silent).toMap())
                .containsEntry("state.backend.type", "rocksdb")
                .containsEntry("restart-strategy.type", "exponential-delay")
                .containsEntry("execution.checkpointing.interval", "1000 ms")
                .containsEntry("pipeline.max-parallelism", "1024")
                .doesNotContainKey("execution.checkpointing.dir");
        assertThat(JobSettings.remote(config, other).toMap())
                .doesNotContainKeys("state.backend.type", "restart-strategy.type");
    }

    @Test
    void checkpointsNeedAPlace() {
        assertThatThrownBy(() -> JobSettings.remote(config, new Configuration()))
                .isInstanceOf(DetectException.class)
                .hasMessageContaining("-Dexecution.checkpointing.dir=URI");
    }

    /** Whoever goes from the one to the other keeps the state: the groups of keys are as many. */
    @Test
    void whatStateDependsOnIsTheSameHereAndThere(@TempDir Path folder) {
        Map<String, String> here = JobSettings.local(config, folder).toMap();

        assertThat(JobSettings.remote(config, cluster()).toMap())
                .containsEntry("pipeline.max-parallelism", here.get("pipeline.max-parallelism"))
                .containsEntry("execution.checkpointing.mode", here.get("execution.checkpointing.mode"))
                .containsEntry("pipeline.generic-types", "false");
    }

    private static Configuration cluster() {
        Configuration cluster = new Configuration();
        cluster.setString("execution.checkpointing.dir", "s3://bucket/checkpoints");
        return cluster;
    }
}
