// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job;

import io.fairlead.detect.job.judge.AlertSpan;
import io.fairlead.detect.job.judge.Correlate;
import io.fairlead.detect.job.judge.Dedupe;
import io.fairlead.detect.job.judge.Judge;
import io.fairlead.detect.job.judge.Suppress;
import io.fairlead.detect.job.stream.Delivery;
import io.fairlead.detect.job.stream.DeliveryReader;
import io.fairlead.detect.job.stream.FiredAlert;
import io.fairlead.detect.job.stream.GroupInput;
import io.fairlead.detect.job.stream.RecordedClock;
import io.fairlead.detect.job.stream.SetAside;
import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.kafka.Topic;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/**
 * The job's graph: {@code events} → judge → correlate → hold back doubles → suppress → {@code alerts}. The same for live and for
 * replay, in this process and on a Flink cluster. Correlations of each depth have an operator of their own, one behind the
 * other: Flink shows an operator a watermark after all that came before it, so what fires below is always in time above.
 *
 * <p>Promise: state and read positions are exactly-once by checkpoints; alerts are written at least once, under ids that
 * repeat, so that nobody waits for a transaction. After a crash an alert may stand on its topic twice, never under two ids.
 */
public final class DetectJob {
    /** Name and uid prefix of the job. */
    static final String NAME = "fairlead-detect";

    /** Room for what Kafka puts around an alert: key, headers, the batch. */
    private static final long FRAME_BYTES = 16_384;

    private DetectJob() {}

    /** Adds the job's graph to the environment; whoever owns the environment submits it. */
    public static void build(StreamExecutionEnvironment env, DetectConfig config, KafkaConfig kafka, JobPlan plan) {
        env.getConfig().setAutoWatermarkInterval(0);
        int readers = Math.min(config.parallelism(), plan.partitions());
        SingleOutputStreamOperator<FiredAlert> judged = env.fromSource(
                        source(config, kafka, plan), RecordedClock.strategy(config.lateness()), "events", Delivery.TYPE)
                .uid("events")
                .setParallelism(readers)
                .process(new Judge(
                        plan.rules(),
                        kafka.topic(Topic.EVENTS),
                        config.lateness().toMillis(),
                        replayId(plan),
                        plan.meterKey(),
                        plan.expired()))
                .returns(FiredAlert.TYPE)
                .uid("judge")
                .name("judge")
                .setParallelism(readers);
        DataStream<FiredAlert> alerts = judged;
        DataStream<GroupInput> inputs = judged.getSideOutput(Judge.GROUPED);
        for (int depth = 1; depth <= CorrelationRule.DEEPEST; depth++) {
            String name = depth == 1 ? "correlate" : "correlate-" + depth;
            SingleOutputStreamOperator<FiredAlert> correlated = inputs.keyBy(GroupInput::key, Types.STRING)
                    .process(new Correlate(
                            plan.rules(),
                            depth,
                            config.maxGroups(),
                            config.lateness().toMillis(),
                            replayId(plan),
                            plan.meterKey()))
                    .returns(FiredAlert.TYPE)
                    .uid(name)
                    .name(name);
            alerts = alerts.union(correlated);
            inputs = correlated.getSideOutput(Correlate.DEEPER);
        }
        SingleOutputStreamOperator<FiredAlert> fresh = alerts.keyBy(Dedupe::bucket, Types.INT)
                .process(new Dedupe(
                        config.duplicateHorizon().toMillis(),
                        config.maxRememberedAlerts(),
                        kafka.maxRecordSize().bytes() - FRAME_BYTES,
                        plan.past().map(JobPlan.Past::span).orElse(AlertSpan.ALL),
                        plan.meterKey()))
                .returns(FiredAlert.TYPE)
                .uid("dedupe")
                .name("dedupe");
        SingleOutputStreamOperator<FiredAlert> standing = fresh.getSideOutput(Dedupe.SWALLOWING)
                .keyBy(Suppress::key, Types.STRING)
                .process(new Suppress(
                        config.maxGroups(), plan.past().map(JobPlan.Past::span).orElse(AlertSpan.ALL), plan.meterKey()))
                .returns(FiredAlert.TYPE)
                .uid("suppress")
                .name("suppress");
        fresh.union(standing)
                .sinkTo(DetectJob.<FiredAlert>sink(kafka, new AlertWriter(kafka.topic(Topic.ALERTS))))
                .uid("alerts")
                .name("alerts");
        if (plan.past().isEmpty()) {
            judged.getSideOutput(Judge.SET_ASIDE)
                    .union(fresh.getSideOutput(Dedupe.SET_ASIDE))
                    .sinkTo(DetectJob.<SetAside>sink(kafka, new DeadLetterWriter(kafka.topic(Topic.DEAD_LETTER))))
                    .uid("dead-letters")
                    .name("dead-letters");
        }
    }

    private static Optional<String> replayId(JobPlan plan) {
        return plan.past().map(JobPlan.Past::replayId);
    }

    @SuppressWarnings("deprecation") // the connector's own signature still asks for Kafka's old enum
    private static KafkaSource<Delivery> source(DetectConfig config, KafkaConfig kafka, JobPlan plan) {
        KafkaSourceBuilder<Delivery> builder = KafkaSource.<Delivery>builder()
                .setProperties(properties(kafka))
                .setBootstrapServers(kafka.bootstrapServers())
                .setTopics(kafka.topic(Topic.EVENTS))
                .setDeserializer(new DeliveryReader())
                .setProperty("isolation.level", "read_committed")
                .setProperty("fetch.max.wait.ms", "50");
        if (plan.past().isPresent()) {
            JobPlan.Past past = plan.past().get();
            return builder.setGroupId("fairlead-replay-" + past.replayId())
                    .setStartingOffsets(OffsetsInitializer.offsets(past.starts()))
                    .setBounded(OffsetsInitializer.offsets(past.ends()))
                    .setProperty("commit.offsets.on.checkpoint", "false")
                    .build();
        }
        return builder.setGroupId(config.group())
                .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
                .build();
    }

    private static <T> KafkaSink<T> sink(KafkaConfig kafka, KafkaRecordSerializationSchema<T> writer) {
        Properties properties = properties(kafka);
        properties.setProperty("acks", "all");
        properties.setProperty("linger.ms", "2");
        properties.setProperty("compression.type", "zstd");
        properties.setProperty(
                "max.request.size", String.valueOf(kafka.maxRecordSize().bytes()));
        return KafkaSink.<T>builder()
                .setKafkaProducerConfig(properties)
                .setBootstrapServers(kafka.bootstrapServers())
                .setRecordSerializer(writer)
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .build();
    }

    private static Properties properties(KafkaConfig kafka) {
        Properties properties = new Properties();
        kafka.properties().forEach(properties::setProperty);
        return properties;
    }
}
