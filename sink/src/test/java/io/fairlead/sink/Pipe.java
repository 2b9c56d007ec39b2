// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink;

import io.fairlead.embedded.EmbeddedKafka;
import io.fairlead.schemas.codec.MalformedRecordException;
import io.fairlead.schemas.codec.RecordCodec;
import io.fairlead.schemas.config.ConfigLoader;
import io.fairlead.schemas.config.DataSize;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.kafka.Topic;
import io.fairlead.schemas.record.DeadLetter;
import io.fairlead.sink.elasticsearch.ElasticsearchConfig;
import io.fairlead.sink.elasticsearch.HousekeepingConfig;
import io.fairlead.sink.elasticsearch.SearchClient;
import io.fairlead.sink.webhook.WebhookConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Topics and a namespace of its own on the shared broker and node, for one test. */
public final class Pipe implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    public final String namespace = "t" + NUMBER.incrementAndGet() + "x" + System.nanoTime() % 100_000;
    public final MeterRegistry meters = new SimpleMeterRegistry();
    public final KafkaConfig kafka;
    public final SearchClient search;
    private final Node node;
    private final KafkaProducer<byte[], byte[]> producer;

    public Pipe(Servers.Running servers) {
        this(servers.kafka(), servers.node());
    }

    public Pipe(EmbeddedKafka broker, Node node) {
        this.node = node;
        this.kafka = new KafkaConfig(broker.bootstrapServers(), namespace + ".", 2, 1, new DataSize(8 << 20), Map.of());
        broker.createTopics(2, kafka.topic(Topic.EVENTS), kafka.topic(Topic.ALERTS), kafka.topic(Topic.DEAD_LETTER));
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.search = SearchClient.connect(elasticsearch(node.url()));
    }

    /** Settings against this address of Elasticsearch. */
    public ElasticsearchConfig elasticsearch(String url) {
        ElasticsearchConfig defaults = ConfigLoader.defaults(ElasticsearchConfig.class);
        return new ElasticsearchConfig(
                List.of(URI.create(url)),
                Optional.empty(),
                node.sink().map(Node.Login::user),
                node.sink().map(Node.Login::password),
                node.ca(),
                namespace,
                0,
                defaults.retention(),
                defaults.bulkBytes(),
                500,
                Duration.ofSeconds(5),
                defaults.lookback(),
                Duration.ofSeconds(2));
    }

    public SinkConfig config(String url, WebhookConfig... webhooks) {
        HousekeepingConfig off = new HousekeepingConfig(
                HousekeepingConfig.Mode.OFF, Duration.ofMinutes(1), Duration.ofDays(1), new DataSize(1 << 30));
        return new SinkConfig(elasticsearch(url), off, List.of(webhooks), namespace, "test");
    }

    public SinkStage start(WebhookConfig... webhooks) {
        return start(node.url(), webhooks);
    }

    public SinkStage start(String url, WebhookConfig... webhooks) {
        return SinkStage.start(config(url, webhooks), kafka, meters);
    }

    public void send(Topic topic, SpecificRecordBase record) {
        send(topic, RecordCodec.get().encode(record));
    }

    public void send(Topic topic, byte[] value) {
        var ignored = producer.send(new ProducerRecord<>(kafka.topic(topic), value));
    }

    /** Waits until the broker has what was sent. */
    public void flush() {
        producer.flush();
    }

    /** Documents of a dataset that can be searched now; -1 when Elasticsearch cannot say yet. */
    public long count(String dataset) {
        try {
            search.refresh(stream(dataset));
            return search.count(stream(dataset));
        } catch (java.io.IOException e) {
            return -1; // a shard that is just being opened refuses to search: the caller asks again
        }
    }

    public String stream(String dataset) {
        return "logs-" + dataset + "-" + namespace;
    }

    public double counted(String meter) {
        return meters.find(meter).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    /** Every dead letter so far. */
    public List<DeadLetter> deadLetters() {
        List<DeadLetter> letters = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            String topic = kafka.topic(Topic.DEAD_LETTER);
            List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            while (letters.size() < end) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    letters.add(RecordCodec.get().decode(record.value(), DeadLetter.class));
                }
            }
        } catch (MalformedRecordException e) {
            throw new IllegalStateException(e);
        }
        return letters;
    }

    @Override
    public void close() {
        producer.close();
        search.close();
    }
}
