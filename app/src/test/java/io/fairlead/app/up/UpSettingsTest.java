// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.app.config.FairleadConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UpSettingsTest {
    @TempDir
    Path folder;

    @Test
    void everythingIsKeptInTheDataDirectory() {
        UpSettings settings = new UpSettings(Optional.empty(), Map.of("FAIRLEAD_KAFKA_REPLICATION_FACTOR", "3"));
        try (DataDirectory data = DataDirectory.take(folder.resolve("data"))) {
            FairleadConfig config = settings.against("127.0.0.1:1234", "http://127.0.0.1:5678", data);
            assertThat(config.kafka().bootstrapServers()).isEqualTo("127.0.0.1:1234");
            assertThat(config.kafka().replicationFactor()).isEqualTo(1);
            assertThat(config.sink().elasticsearch().urls()).containsExactly(URI.create("http://127.0.0.1:5678"));
            assertThat(List.of(
                            config.enrich().stateDir(),
                            config.detect().checkpointDirectory(),
                            config.collect().positions()))
                    .allSatisfy(path -> assertThat(path).startsWith(data.path()));
            assertThat(config.enrich().macKey()).isPresent();
            assertThat(settings.against("127.0.0.1:1", "http://127.0.0.1:2", data)
                            .enrich()
                            .macKey())
                    .as("the key is made once")
                    .isEqualTo(config.enrich().macKey());
        }
    }

    @Test
    void variableThatNamesNoSettingIsToldOnce() {
        List<String> warnings = new ArrayList<>();
        new UpSettings(Optional.empty(), Map.of("FAIRLEAD_NOPE", "1")).asConfigured(warnings::add);
        assertThat(warnings).singleElement().asString().contains("FAIRLEAD_NOPE");
    }
}
