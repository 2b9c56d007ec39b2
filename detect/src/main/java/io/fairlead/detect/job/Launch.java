// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job;

import io.fairlead.detect.job.checkpoint.CheckpointFile;
import io.fairlead.detect.job.checkpoint.CheckpointFolder;
import io.fairlead.detect.job.cluster.LocalCluster;
import io.fairlead.detect.job.cluster.RunningJob;
import io.fairlead.schemas.kafka.KafkaConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the job up from the newest checkpoint that can be read.
 *
 * <p>Promise: a checkpoint is skipped only for a reason that is logged, and never all of them: when none of those that
 * there are can be restored, the start fails, because beginning anew would forget what the groups have counted. Whether one
 * can be restored is seen in two steps: its description and files are looked at, then the job is tried on it.
 */
final class Launch {
    private static final Logger LOG = LoggerFactory.getLogger(Launch.class);
    private static final Duration CANCEL = Duration.ofSeconds(10);

    private final DetectConfig config;
    private final KafkaConfig kafka;
    private final CheckpointFolder folder;
    private final LocalCluster cluster;

    Launch(DetectConfig config, KafkaConfig kafka, CheckpointFolder folder, LocalCluster cluster) {
        this.config = config;
        this.kafka = kafka;
        this.folder = folder;
        this.cluster = cluster;
    }

    RunningJob start(JobPlan plan) {
        List<Path> checkpoints = folder.newestFirst();
        String firstFault = "";
        for (Path checkpoint : checkpoints) {
            Optional<RunningJob> job = Optional.empty();
            Optional<String> fault = CheckpointFile.fault(checkpoint);
            if (fault.isEmpty()) {
                RunningJob tried = cluster.submit(graph(plan), Optional.of(checkpoint));
                fault = failure(tried);
                job = Optional.of(tried);
            }
            if (job.isPresent() && fault.isEmpty()) {
                LOG.info("goes on from checkpoint {}", checkpoint);
                return job.get();
            }
            LOG.warn("checkpoint {} is skipped: {}", checkpoint, fault.orElse(""));
            firstFault = firstFault.isEmpty() ? fault.orElse("") : firstFault;
        }
        if (!checkpoints.isEmpty()) {
            throw new DetectException("None of the " + checkpoints.size() + " checkpoints in " + folder.path()
                    + " can be restored (the newest: " + firstFault
                    + "); to begin without them, move the folder away.");
        }
        RunningJob job = cluster.submit(graph(plan), Optional.empty());
        Optional<String> failure = failure(job);
        if (failure.isPresent()) {
            throw new DetectException("The detect job does not run: " + failure.get());
        }
        return job;
    }

    /** Why the job does not run, after it was ended; empty when it runs. */
    private Optional<String> failure(RunningJob job) {
        Optional<String> failure = job.awaitWorking(config.startTimeout());
        if (failure.isPresent()) {
            job.cancel(CANCEL);
        }
        return failure;
    }

    private StreamGraph graph(JobPlan plan) {
        return graph(config, kafka, plan, JobSettings.local(config, folder.path()));
    }

    /** The job's graph with these settings. */
    static StreamGraph graph(DetectConfig config, KafkaConfig kafka, JobPlan plan, Configuration settings) {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(config.parallelism(), settings);
        DetectJob.build(env, config, kafka, plan);
        StreamGraph graph = env.getStreamGraph();
        graph.setJobName(DetectJob.NAME);
        return graph;
    }
}
