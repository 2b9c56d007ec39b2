// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job;

import java.nio.file.Path;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;

/** Flink's settings for the job, on a cluster of its own or inside this process. */
final class JobSettings {
    private JobSettings() {}

    /** What the job needs wherever it runs. */
    private static Configuration job(DetectConfig config) {
        Configuration flink = new Configuration();
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
        flink.setString("pipeline.generic-types", "false");
        flink.setString("pipeline.object-reuse", "true");
        flink.setString("pipeline.max-parallelism", "1024");
        return flink;
    }

    private static Configuration restarts() {
        Configuration flink = new Configuration();
        flink.setString("restart-strategy.type", "exponential-delay");
        flink.setString("restart-strategy.exponential-delay.initial-backoff", "1 s");
        flink.setString("restart-strategy.exponential-delay.max-backoff", "10 s");
        flink.setString("restart-strategy.exponential-delay.reset-backoff-threshold", "2 min");
        return flink;
    }

    /**
     * The job's settings on a Flink cluster. Where the state lies and how the job restarts is the cluster's affair: what it
     * says of them stands, and only where it is silent do we choose.
     *
     * @param cluster what the cluster and the command line say
     * @throws DetectException when the cluster has no place for checkpoints, which would then go with its job manager
     */
    static Configuration remote(DetectConfig config, ReadableConfig cluster) {
        if (cluster.getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY).isEmpty()) {
            throw DetectException.withoutCheckpoints();
        }
        Configuration flink = job(config);
        if (cluster.getOptional(StateBackendOptions.STATE_BACKEND).isEmpty()) {
            flink.setString("state.backend.type", "rocksdb");
            flink.setString("execution.checkpointing.incremental", "true");
        }
        if (cluster.getOptional(RestartStrategyOptions.RESTART_STRATEGY).isEmpty()) {
            flink.addAll(restarts());
        }
        return flink;
    }

    /** The job's settings and those of the cluster that {@link DetectStage} starts. */
    static Configuration local(DetectConfig config, Path checkpoints) {
        Configuration flink = job(config);
        flink.addAll(restarts());
        flink.setString("state.backend.type", "hashmap");
        flink.setString("execution.checkpointing.dir", checkpoints.toUri().toString());
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
