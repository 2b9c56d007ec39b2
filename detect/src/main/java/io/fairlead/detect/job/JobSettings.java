// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job;

import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;

/** Flink's settings for the job, and for the cluster inside this process. */
final class JobSettings {
    private JobSettings() {}

    /** What the job needs wherever it runs; checkpoints go to this folder. */
    static Configuration job(DetectConfig config, Path checkpoints) {
        Configuration flink = new Configuration();
        flink.setString("state.backend.type", "hashmap");
        flink.setString("execution.checkpointing.dir", checkpoints.toUri().toString());
        flink.setString(
                "execution.checkpointing.interval", config.checkpointInterval().toMillis() + " ms");
        flink.setString("execution.checkpointing.mode", "EXACTLY_ONCE");
        flink.setString("execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
        flink.setString("execution.checkpointing.num-retained", String.valueOf(config.retainedCheckpoints()));
        flink.setString("execution.checkpointing.timeout", "60 s");
        // A broker that is away holds checkpoints up; that is no reason to throw the running job away.
        flink.setString("execution.checkpointing.tolerable-failed-checkpoints", String.valueOf(Integer.MAX_VALUE));
        // Compressed state carries checksums: bytes that changed on disk are noticed instead of believed.
        flink.setString("execution.checkpointing.snapshot-compression", "true");
        flink.setString(
                "execution.buffer-timeout.interval", config.bufferTimeout().toMillis() + " ms");
        flink.setString("restart-strategy.type", "exponential-delay");
        flink.setString("restart-strategy.exponential-delay.initial-backoff", "1 s");
        flink.setString("restart-strategy.exponential-delay.max-backoff", "10 s");
        flink.setString("restart-strategy.exponential-delay.reset-backoff-threshold", "2 min");
        flink.setString("pipeline.generic-types", "false");
        flink.setString("pipeline.object-reuse", "true");
        flink.setString("pipeline.max-parallelism", "1024");
        return flink;
    }

    /** The job's settings and those of the cluster that {@link DetectStage} starts. */
    static Configuration local(DetectConfig config, Path checkpoints) {
        Configuration flink = job(config, checkpoints);
        long network = 32 + (long) config.parallelism() * config.parallelism();
        flink.setString("taskmanager.memory.network.min", network + " mb");
        flink.setString("taskmanager.memory.network.max", network + " mb");
        flink.setString("taskmanager.memory.managed.size", "16 mb");
        flink.setString("taskmanager.numberOfTaskSlots", String.valueOf(config.parallelism()));
        flink.setString("rest.port", "0");
        flink.setString("rest.address", "127.0.0.1");
        flink.setString("rest.bind-address", "127.0.0.1");
        flink.setString("web.submit.enable", "false");
        flink.setString("web.cancel.enable", "false");
        flink.setString("web.rescale.enable", "false");
        flink.setString("io.tmp.dirs", checkpoints.resolve("tmp").toString());
        return flink;
    }
}
