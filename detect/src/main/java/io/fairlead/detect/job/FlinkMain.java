// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job;

import io.fairlead.detect.job.kafka.Gaps;
import io.fairlead.detect.job.kafka.TopicScan;
import io.fairlead.detect.job.rules.RuleSetSource;
import io.fairlead.detect.job.rules.RuleSource;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.kafka.Topic;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job of {@link DetectJob} on a Flink cluster: {@code flink run fairlead-detect-flink.jar --config FILE}, or on a
 * cluster that is there for it alone ({@code standalone-job … resume --config FILE}).
 *
 * <p>Promise: the graph, the names of its state and its settings are those of {@link DetectStage}; only where the state lies
 * and how often the job may restart is the cluster's to say. As there, an alert may be written twice after a crash, never
 * under two ids. Two jobs of one {@code detect.instance} judge every event twice; nothing here can see the other one, so
 * whoever starts it sees to that. Its meters are among Flink's own metrics.
 */
public final class FlinkMain {
    private FlinkMain() {}

    /**
     * Hands the job to the cluster that the environment names.
     *
     * @throws DetectException with one sentence when Kafka does not answer, no rule set was published, or the cluster has no
     *     place for checkpoints
     */
    public static void main(String[] arguments) throws Exception {
        FlinkSettings settings = FlinkSettings.load(arguments, System.getenv());
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        DetectConfig config = settings.detect().withParallelism(parallelism(env, settings.detect()));
        KafkaConfig kafka = settings.kafka();
        env.configure(JobSettings.remote(config, env.getConfiguration()));
        if (FlinkSettings.resumes(arguments)) {
            env.configure(Resume.settings(env.getConfiguration()));
        }
        env.setParallelism(config.parallelism());
        if (RuleSetSource.read(kafka).isEmpty()) {
            throw DetectException.withoutRules(kafka);
        }
        int partitions = new TopicScan(kafka, Topic.EVENTS).partitionCount();
        long expired = Gaps.tell(kafka, config.group());
        DetectJob.build(env, config, kafka, JobPlan.onCluster(RuleSource.live(kafka), partitions, expired));
        env.execute(DetectJob.NAME);
    }

    /** What the cluster is told, {@code flink run --parallelism N}; a distribution's own default is 1 and says nothing. */
    private static int parallelism(StreamExecutionEnvironment env, DetectConfig config) {
        return env.getParallelism() > 1 ? env.getParallelism() : config.parallelism();
    }
}
