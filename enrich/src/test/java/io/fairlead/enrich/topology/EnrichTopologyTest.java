// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.enrich.Normalizer;
import io.fairlead.enrich.TestNormalizer;
import io.fairlead.schemas.codec.RecordCodec;
import io.fairlead.schemas.config.ConfigLoader;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.record.DeadLetter;
import io.fairlead.schemas.record.Event;
import io.fairlead.schemas.record.Heartbeat;
import io.fairlead.schemas.record.RawLog;
import io.fairlead.testkit.EventChecks;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EnrichTopologyTest {
    private static final byte[] KEY = "key-1".getBytes(StandardCharsets.UTF_8);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private TopologyTestDriver driver = driver(OptionalLong.empty(), 1024 * 1024);

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void eventsKeepKeyAndCarryTheTimeOfReceipt() throws Exception {
        pipe(RecordCodec.get().encode(TestNormalizer.raw("plain", "hello")));

        TestRecord<byte[], byte[]> record = events().readRecord();
        assertThat(record.key()).isEqualTo(KEY);
        assertThat(record.timestamp()).isEqualTo(TestNormalizer.RECEIVED.toEpochMilli());
        Event event = RecordCodec.get().decode(record.value(), Event.class);
        EventChecks.checkEvent(event);
        assertThat(EventChecks.document(event).get("message").asText()).isEqualTo("hello");
        assertThat(deadLetters().isEmpty()).isTrue();
        assertThat(registry.counter("fairlead.enrich.records").count()).isEqualTo(1);
        assertThat(registry.counter("fairlead.enrich.events").count()).isEqualTo(1);
        assertThat(registry.timer("fairlead.enrich.normalize").count()).isEqualTo(1);
    }

    @Test
    void heartbeatsPassUnchanged() {
        byte[] heartbeat =
                RecordCodec.get().encode(new Heartbeat(Instant.parse("2026-11-22T15:00:01Z"), "collector-1"));
        pipe(heartbeat);

        TestRecord<byte[], byte[]> record = events().readRecord();
        assertThat(record.value()).isEqualTo(heartbeat);
        assertThat(record.timestamp())
                .isEqualTo(Instant.parse("2026-11-22T15:00:01Z").toEpochMilli());
        assertThat(registry.counter("fairlead.enrich.heartbeats").count()).isEqualTo(1);
    }

    @Test
    void rejectedRecordsBecomeDeadLettersThatSayWhereTheOriginalLies() throws Exception {
        pipe(RecordCodec.get().encode(TestNormalizer.raw("plain", "first")));
        pipe(RecordCodec.get().encode(TestNormalizer.raw("kubernetes.audit", "{\"kind\":")));

        TestRecord<byte[], byte[]> record = deadLetters().readRecord();
        DeadLetter letter = RecordCodec.get().decode(record.value(), DeadLetter.class);
        EventChecks.checkDeadLetter(letter);
        assertThat(letter.getStage()).isEqualTo("enrich");
        assertThat(letter.getCode()).isEqualTo("parse");
        assertThat(letter.getFormat()).isEqualTo("kubernetes.audit");
        assertThat(letter.getLength()).isEqualTo(8);
        assertThat(letter.getOrigin().getCluster()).isEqualTo("cluster-a");
        assertThat(letter.getReference().getTopic()).isEqualTo("raw");
        assertThat(letter.getReference().getPartition()).isZero();
        assertThat(letter.getReference().getOffset()).isEqualTo(1);
        assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("raw/0/1");
        assertThat(registry.counter("fairlead.enrich.dead.letters", "code", "parse")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void whatIsNoRecordBecomesADeadLetterAndTheNextOnePasses() throws Exception {
        pipe("not a record".getBytes(StandardCharsets.UTF_8));
        pipe(new byte[0]);
        pipe(RecordCodec.get().encode(letterOnTheWrongTopic()));
        pipe(RecordCodec.get().encode(TestNormalizer.raw("plain", "hello")));

        for (int i = 0; i < 3; i++) {
            DeadLetter letter = RecordCodec.get().decode(deadLetters().readValue(), DeadLetter.class);
            assertThat(letter.getCode()).isEqualTo("malformed-record");
            assertThat(letter.getReference().getOffset()).isEqualTo(i);
            assertThat(letter.getExcerpt()).isEmpty();
        }
        assertThat(RecordCodec.get().decode(events().readValue(), Event.class).getDataset())
                .isEqualTo("generic.plain");
    }

    @Test
    void anEventTooLargeForTheTopicBecomesADeadLetter() throws Exception {
        driver.close();
        driver = driver(OptionalLong.empty(), 2_000);
        pipe(RecordCodec.get().encode(TestNormalizer.raw("plain", "x".repeat(3_000))));
        pipe(RecordCodec.get().encode(TestNormalizer.raw("plain", "small")));

        DeadLetter letter = RecordCodec.get().decode(deadLetters().readValue(), DeadLetter.class);
        assertThat(letter.getCode()).isEqualTo("limit");
        assertThat(letter.getLength()).isEqualTo(3_000);
        assertThat(events().readRecordsToList()).hasSize(1);
    }

    @Test
    void recordsThatExpiredUnreadAreAnEventOfTheirOwn() throws Exception {
        driver.close();
        // the group had read up to offset -5 when it stopped: the driver's topic begins at 0
        driver = driver(OptionalLong.of(-5), 1024 * 1024);
        pipe(RecordCodec.get().encode(TestNormalizer.raw("plain", "after the gap")));
        pipe(RecordCodec.get().encode(TestNormalizer.raw("plain", "and on")));

        Event gap = RecordCodec.get().decode(events().readValue(), Event.class);
        assertThat(gap.getDataset()).isEqualTo("fairlead.gaps");
        assertThat(EventChecks.document(gap).at("/fairlead/gap/count").asLong()).isEqualTo(5);
        assertThat(EventChecks.document(gap).at("/fairlead/gap/topic").asText()).isEqualTo("raw");
        assertThat(EventChecks.document(gap).at("/fairlead/gap/from").asLong()).isEqualTo(-5);
        assertThat(EventChecks.document(gap).at("/fairlead/gap/to").asLong()).isZero();
        assertThat(events().readRecordsToList()).hasSize(2);
        assertThat(registry.counter("fairlead.enrich.expired.records").count()).isEqualTo(5);
    }

    @Test
    void redactionsAreCountedByKind() {
        pipe(RecordCodec.get().encode(TestNormalizer.raw("plain", "password=hunter2")));

        assertThat(registry.counter("fairlead.enrich.redactions", "kind", "password")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void recordsOfOneEventAreJoinedAndHeartbeatsLetThemGo() throws Exception {
        String head = " msg=audit(1795359480.123:";
        pipe(audit("type=EXECVE" + head + "7): argc=1 a0=\"ls\""));
        pipe(audit("type=SYSCALL" + head + "7): arch=c000003e syscall=59 success=yes exit=0 pid=2"));
        pipe(audit("type=CWD" + head + "9): cwd=\"/\""));
        assertThat(events().isEmpty()).isTrue();

        pipe(RecordCodec.get().encode(new Heartbeat(TestNormalizer.RECEIVED.plusSeconds(3), "collector-1")));

        TestOutputTopic<byte[], byte[]> out = events();
        Event joined = RecordCodec.get().decode(out.readValue(), Event.class);
        EventChecks.checkEvent(joined);
        assertThat(joined.getDataset()).isEqualTo("auditd_manager.auditd");
        assertThat(EventChecks.document(joined).at("/process/args/0").asText()).isEqualTo("ls");
        assertThat(EventChecks.document(joined).at("/process/pid").asInt()).isEqualTo(2);
        RecordCodec.get().decode(out.readValue(), Event.class);
        Event gap = RecordCodec.get().decode(out.readValue(), Event.class);
        assertThat(EventChecks.document(gap).at("/fairlead/gap/reason").asText())
                .isEqualTo("lost");
        assertThat(EventChecks.document(gap).at("/fairlead/gap/from").asInt()).isEqualTo(8);
        assertThat(EventChecks.document(gap).at("/fairlead/gap/count").asInt()).isEqualTo(1);
        assertThat(registry.counter("fairlead.enrich.lost.records").count()).isEqualTo(1);
        assertThat(deadLetters().isEmpty()).isTrue();
    }

    @Test
    void recordsThatWaitAreInTheStore() {
        pipe(audit("type=CWD msg=audit(1795359480.123:9): cwd=\"/\""));

        var store = driver.<String, byte[]>getKeyValueStore(EnrichTopology.JOINS);
        try (var states = store.all()) {
            assertThat(states.next().value).isNotEmpty();
            assertThat(states.hasNext()).isFalse();
        }
    }

    private static byte[] audit(String line) {
        return RecordCodec.get().encode(TestNormalizer.raw("auditd", line));
    }

    @Test
    void outgoingRecordsNameTheirPartition() {
        Outgoing outgoing = new Outgoing(3, new byte[] {1});

        assertThat(Outgoing.SAME_PARTITION
                        .partitions("events", KEY, outgoing, 4)
                        .orElseThrow())
                .containsExactly(3);
        assertThat(Outgoing.SERIALIZER.serialize("events", outgoing)).containsExactly(1);
    }

    private static DeadLetter letterOnTheWrongTopic() {
        RawLog raw = TestNormalizer.raw("plain", "x");
        return DeadLetter.newBuilder()
                .setStage("sink")
                .setCode("internal")
                .setMessage("m")
                .setAt(raw.getReceivedAt())
                .setLength(1)
                .build();
    }

    private void pipe(byte[] value) {
        TestInputTopic<byte[], byte[]> topic =
                driver.createInputTopic("raw", new ByteArraySerializer(), new ByteArraySerializer());
        topic.pipeInput(KEY, value, 1_000);
    }

    private TestOutputTopic<byte[], byte[]> events() {
        return driver.createOutputTopic("events", new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private TestOutputTopic<byte[], byte[]> deadLetters() {
        return driver.createOutputTopic("dead-letter", new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private TopologyTestDriver driver(OptionalLong committed, int maxRecord) {
        KafkaConfig kafka = ConfigLoader.defaults(KafkaConfig.class);
        Normalizer normalizer = TestNormalizer.with(java.util.List.of());
        EnrichMetrics metrics = new EnrichMetrics(registry);
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, "target/topology-test");
        return new TopologyTestDriver(
                EnrichTopology.build(
                        kafka,
                        () -> new NormalizeProcessor(normalizer, metrics, partition -> committed, "test", maxRecord)),
                properties);
    }
}
