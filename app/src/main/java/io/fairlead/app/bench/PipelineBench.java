// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.bench;

import io.fairlead.app.kafka.TopicReader;
import io.fairlead.app.up.Addresses;
import io.fairlead.app.up.Pipeline;
import io.fairlead.schemas.codec.MalformedRecordException;
import io.fairlead.schemas.codec.RecordCodec;
import io.fairlead.schemas.config.ConfigLoader;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.record.Event;
import io.fairlead.sink.elasticsearch.ElasticsearchConfig;
import io.fairlead.sink.elasticsearch.SearchClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The whole pipeline in this process, with its own broker and node: first a tenth of the events to warm up, then all of
 * them over HTTP until every one can be found, then the references on the same broker and node.
 */
public final class PipelineBench {
    private static final String STREAM = "logs-kubernetes.audit_logs-";
    private static final int BATCH = 400;
    private static final int SENDERS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final int count;
    private final Path folder;
    private final Consumer<String> words;

    /** Measures with so many events, in an empty folder. */
    public PipelineBench(int count, Path folder, Consumer<String> words) {
        this.count = count;
        this.folder = folder;
        this.words = words;
    }

    /**
     * Runs it.
     *
     * @throws IOException when something does not take what it is sent, or not every event is found within ten minutes
     */
    public PipelineFigures run() throws IOException, InterruptedException {
        Path spools = Files.createDirectories(folder.resolve("spools"));
        Map<String, String> environment = Map.of("FAIRLEAD_INGEST_PORT", "0", "FAIRLEAD_OBSERVABILITY_PORT", "0");
        try (Pipeline pipeline =
                Pipeline.start(new Pipeline.Options(Optional.empty(), environment, Optional.of(folder)), words)) {
            Addresses addresses = pipeline.addresses();
            int warm = Math.max(1, count / 10);
            try (SearchClient search = search(addresses);
                    Spool first = BenchEvents.make(warm, spools.resolve("warm"));
                    Spool events = BenchEvents.make(count, spools.resolve("events"));
                    Spool documents = Spool.create(spools.resolve("documents"))) {
                through(addresses, search, first, warm);
                words.accept("warm; measuring " + count + " events");
                Map<String, Long> before = CpuTimes.now();
                long nanos = through(addresses, search, events, warm + count);
                Map<String, Double> cpu = CpuTimes.perEvent(before, CpuTimes.now(), count);
                Map<String, Long> bytes = bytes(events, warm + count);
                copyDocuments(addresses, documents);
                long bulk = BareBulk.load(addresses.elasticsearch(), STREAM + "bench", documents);
                long producer = produce(addresses, events);
                long rate = perSecond(count, nanos);
                long reference = perSecond(documents.size(), bulk);
                return new PipelineFigures(
                        count,
                        rate,
                        reference,
                        Math.round(1000.0 * rate / reference) / 1000.0,
                        perSecond(count, producer),
                        cpu,
                        bytes);
            }
        }
    }

    private static SearchClient search(Addresses addresses) {
        ElasticsearchConfig defaults = ConfigLoader.defaults(ElasticsearchConfig.class);
        return SearchClient.connect(defaults.withUrls(List.of(addresses.elasticsearch())));
    }

    /** Sends the events and waits until so many can be found; the nanoseconds that took. */
    private static long through(Addresses addresses, SearchClient search, Spool events, int expected)
            throws IOException, InterruptedException {
        long from = System.nanoTime();
        send(addresses.ingest().resolve("/v1/kubernetes/audit/bench"), events);
        long deadline = from + PATIENCE.toNanos();
        String stream = STREAM + "default";
        while (true) {
            search.refresh(stream);
            long found = search.count(stream);
            if (found == expected) {
                return System.nanoTime() - from;
            }
            if (found > expected || System.nanoTime() > deadline) {
                throw new IOException(
                        found + " events are found after " + PATIENCE.toMinutes() + " minutes, not " + expected);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static void send(URI ingest, Spool events) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient();
                ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < events.size(); i += BATCH) {
                int begin = i;
                answers.add(senders.submit(() -> http.send(
                                HttpRequest.newBuilder(ingest)
                                        .header("Content-Type", "application/json")
                                        .POST(HttpRequest.BodyPublishers.ofByteArray(list(events, begin)))
                                        .build(),
                                HttpResponse.BodyHandlers.discarding())
                        .statusCode()));
            }
            for (Future<Integer> answer : answers) {
                if (answer.get() != 200) {
                    throw new IOException("ingest answered " + answer.get());
                }
            }
        } catch (ExecutionException e) {
            throw new IOException("ingest did not answer", e);
        }
    }

    private static byte[] list(Spool events, int begin) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream(BATCH * 1_200);
        body.writeBytes("{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\",\"metadata\":{},\"items\":["
                .getBytes(StandardCharsets.US_ASCII));
        for (int i = begin; i < Math.min(events.size(), begin + BATCH); i++) {
            if (i > begin) {
                body.write(',');
            }
            body.writeBytes(events.get(i));
        }
        body.writeBytes("]}".getBytes(StandardCharsets.US_ASCII));
        return body.toByteArray();
    }

    /** The documents as the pipeline wrote them. */
    private static void copyDocuments(Addresses addresses, Spool documents) throws IOException {
        try (TopicReader reader = new TopicReader(kafka(addresses))) {
            reader.readAll("events", record -> {
                try {
                    if (RecordCodec.get().decode(record.value()) instanceof Event event) {
                        byte[] document = new byte[event.getDocument().remaining()];
                        event.getDocument().duplicate().get(document);
                        documents.add(document);
                    }
                } catch (MalformedRecordException e) {
                    throw new IllegalStateException("the pipeline wrote what it cannot read", e);
                } catch (IOException e) {
                    throw new UncheckedIOException("no room for the measurement's own files", e);
                }
            });
        }
        documents.written();
    }

    /** The same bytes to a topic that nobody reads, by the producer with the stages' settings. */
    private static long produce(Addresses addresses, Spool events) throws IOException {
        Map<String, Object> properties = kafka(addresses).clientProperties();
        properties.put("acks", "all");
        properties.put("linger.ms", "5");
        properties.put("compression.type", "zstd");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            long from = System.nanoTime();
            for (int i = 0; i < events.size(); i++) {
                var ignored = producer.send(new ProducerRecord<>("dead-letter", events.get(i)));
            }
            producer.flush();
            return System.nanoTime() - from;
        }
    }

    private static KafkaConfig kafka(Addresses addresses) {
        return ConfigLoader.defaults(KafkaConfig.class).withBootstrapServers(addresses.kafka());
    }

    private Map<String, Long> bytes(Spool events, int written) {
        Map<String, Long> bytes = new LinkedHashMap<>();
        bytes.put("wire", events.bytes() / events.size());
        bytes.put("raw", size("kafka", "raw-") / written);
        bytes.put("events", size("kafka", "events-") / written);
        bytes.put("elasticsearch", size("elasticsearch/data", "") / written);
        return bytes;
    }

    /** Bytes of the log segments or index files below; of what Elasticsearch keeps only until it is in the index, none. */
    private long size(String below, String prefix) {
        Path root = folder.resolve(below);
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> root.relativize(path).toString().contains(prefix))
                    .filter(path -> !below.equals("kafka") || path.toString().endsWith(".log"))
                    .filter(path -> !path.toString().contains("/translog/"))
                    .filter(Files::isRegularFile)
                    .mapToLong(path -> path.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot measure " + root, e);
        }
    }

    private static long perSecond(int events, long nanos) {
        return Math.round(events * 1e9 / nanos);
    }
}
