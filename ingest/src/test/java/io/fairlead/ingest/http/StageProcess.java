// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.http;

import io.fairlead.ingest.Configs;
import io.fairlead.ingest.IngestStage;
import io.fairlead.schemas.config.DataSize;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** The ingest stage in a process of its own, with a heap of its own. Ends when its standard input does. */
public final class StageProcess {
    private StageProcess() {}

    /** Takes brokers, topic prefix, and the file to write the address to. */
    public static void main(String[] arguments) throws Exception {
        KafkaConfig kafka = new KafkaConfig(arguments[0], arguments[1], 3, 1, DataSize.parse("8MiB"), Map.of());
        try (IngestStage stage = IngestStage.start(Configs.ingest(), kafka, new SimpleMeterRegistry())) {
            Path address = Path.of(arguments[2]);
            Path next = Files.writeString(
                    address.resolveSibling("next"), stage.uri().toString());
            Files.move(next, address, StandardCopyOption.ATOMIC_MOVE);
            while (System.in.read() >= 0) {
                // The parent writes nothing; it closes the pipe, or ends.
            }
        }
    }
}
