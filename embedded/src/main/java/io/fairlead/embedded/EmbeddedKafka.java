// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Kafka broker (KRaft, its own controller) in this process, on the loopback address.
 *
 * <p>Promise: what a client got acknowledged is there after {@link #close()} and a start on the same data folder, and
 * after a kill -9 as far as the operating system wrote its pages (there is one replica). The port stays the same between
 * starts unless somebody else took it meanwhile. One broker a folder: a second start fails with a sentence that says so.
 * A broken disk ends the process, because Kafka halts then.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);
    private static final int ADMIN_TIMEOUT_SECONDS = 30;
    private static final Duration STOP = Duration.ofSeconds(30);

    private final Path dataDir;
    private final Map<String, String> extra;
    private int port;
    private @Nullable KafkaRaftServer server;
    private @Nullable FolderLock lock;

    private EmbeddedKafka(Path dataDir, Map<String, String> extra) {
        this.dataDir = dataDir;
        this.extra = Map.copyOf(extra);
    }

    /** Starts a broker on this data folder, which is created when it is not there. Returns when clients can use it. */
    public static EmbeddedKafka start(Path dataDir) {
        return start(dataDir, Map.of());
    }

    /**
     * Starts a broker with further settings.
     *
     * @param extra broker settings by their Kafka names; they win over those chosen here
     * @throws IllegalStateException when the broker does not start, with the reason and the folder
     */
    public static EmbeddedKafka start(Path dataDir, Map<String, String> extra) {
        EmbeddedKafka kafka = new EmbeddedKafka(dataDir.toAbsolutePath().normalize(), extra);
        kafka.resume();
        return kafka;
    }

    /** Where clients start from, host:port. */
    public synchronized String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** The port clients connect to. */
    public synchronized int port() {
        return port;
    }

    /** Whether the broker is there. */
    public synchronized boolean isRunning() {
        return server != null;
    }

    /**
     * Takes the broker away in good order; {@link #resume()} brings it back. Nothing happens when it is away. A broker
     * that does not end within 30 s is left to itself, with a warning; its folder stays locked until it ends.
     */
    public synchronized void stop() {
        KafkaRaftServer running = server;
        FolderLock held = lock;
        server = null;
        lock = null;
        if (running == null) {
            return;
        }
        boolean ended = Bounded.run("kafka-stop", STOP, () -> {
            try {
                running.shutdown();
                running.awaitShutdown();
            } finally {
                release(held);
            }
        });
        if (ended) {
            LOG.info("Kafka broker on {} stopped", bootstrapServers());
        } else {
            LOG.warn("Kafka broker on {} did not stop within {} s; going on", bootstrapServers(), STOP.toSeconds());
        }
    }

    /** Brings the broker back on the same data, and on the same port if it is free. Nothing happens when it is there. */
    public synchronized void resume() {
        if (server != null) {
            return;
        }
        long from = System.nanoTime();
        try {
            lock = FolderLock.acquire(Files.createDirectories(dataDir).resolve("lock"));
            server = launch();
        } catch (IOException | RuntimeException failure) {
            release();
            throw new IllegalStateException(
                    "The Kafka broker on " + dataDir + " did not start: " + failure.getMessage(), failure);
        } catch (Exception failure) {
            release();
            throw new IllegalStateException("The Kafka broker on " + dataDir + " did not start: " + failure, failure);
        }
        LOG.info(
                "Kafka broker on {} ready after {} ms, data in {}",
                bootstrapServers(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from),
                dataDir);
    }

    /** Creates topics with one replica; those that exist already stay as they are. */
    public void createTopics(int partitions, String... names) {
        createTopics(Stream.of(names)
                .map(name -> new NewTopic(name, partitions, (short) 1))
                .toList());
    }

    /**
     * Creates topics; those that exist already stay as they are.
     *
     * @throws IllegalStateException when the broker refuses one or does not answer within 30 s
     */
    public void createTopics(Collection<NewTopic> topics) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            for (Map.Entry<String, KafkaFuture<Void>> entry :
                    admin.createTopics(topics).values().entrySet()) {
                awaitCreated(entry.getKey(), entry.getValue());
            }
        }
    }

    /** Stops the broker. The data stays; deleting it is the caller's business. */
    @Override
    public void close() {
        stop();
    }

    private void release() {
        release(lock);
        lock = null;
    }

    private void release(@Nullable FolderLock held) {
        try {
            if (held != null) {
                held.close();
            }
        } catch (IOException failure) {
            LOG.warn("the lock of {} was not released: {}", dataDir, failure.toString());
        }
    }

    private KafkaRaftServer launch() throws Exception {
        Path log = Files.createDirectories(dataDir.resolve("log"));
        port = Ports.remembered(dataDir.resolve("port"));
        int controllerPort = Ports.random();
        if (!Files.exists(log.resolve("meta.properties"))) {
            format(log);
        }
        Properties settings = BrokerSettings.of(log, port, controllerPort, extra);
        KafkaRaftServer starting = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        try {
            starting.startup();
            Ports.remember(dataDir.resolve("port"), port);
            return starting;
        } catch (IOException | RuntimeException failure) {
            starting.shutdown();
            throw failure;
        }
    }

    private static void format(Path log) throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(1)
                .setClusterId(Uuid.randomUuid().toString())
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .setIgnoreFormatted(true)
                .setControllerListenerName("CONTROLLER")
                .addDirectory(log.toString())
                .setMetadataLogDirectory(log.toString())
                .run();
    }

    private static void awaitCreated(String name, KafkaFuture<Void> created) {
        try {
            created.get(ADMIN_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            if (!(failure.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("topic " + name + " was not created: " + failure.getCause(), failure);
            }
        } catch (TimeoutException late) {
            throw new IllegalStateException(
                    "topic " + name + " was not created within " + ADMIN_TIMEOUT_SECONDS + " s", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topic " + name, interrupted);
        }
    }
}
