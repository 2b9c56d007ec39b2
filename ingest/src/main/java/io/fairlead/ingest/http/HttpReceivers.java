// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.http;

import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.common.metric.NoopMeterRegistry;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import io.fairlead.ingest.kafka.KafkaProbe;
import io.fairlead.ingest.kafka.KafkaWriter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The HTTP server with its routes. Closing lets requests in hand be answered, then lets go. */
public final class HttpReceivers implements AutoCloseable {
    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final Duration BACKSTOP = Duration.ofSeconds(10);
    private static final Duration STOP = Duration.ofSeconds(15);

    private final Server server;
    private final ExecutorService readers;
    private final URI uri;

    private HttpReceivers(Server server, ExecutorService readers, URI uri) {
        this.server = server;
        this.readers = readers;
        this.uri = uri;
    }

    /**
     * Starts listening.
     *
     * @throws IllegalStateException when the address cannot be listened on or the TLS files cannot be used
     */
    public static HttpReceivers start(
            ReceiverConfig config, KafkaWriter writer, KafkaProbe probe, Clock clock, MeterRegistry meters) {
        ExecutorService readers = new ThreadPoolExecutor(
                0,
                config.maxRequests(),
                10,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                Thread.ofPlatform().daemon().name("ingest-http-", 0).factory());
        try {
            Server server = server(config, writer, probe, readers, clock, meters);
            server.start().join();
            boolean tls = config.tls().isPresent();
            int port = server.activeLocalPort(tls ? SessionProtocol.HTTPS : SessionProtocol.HTTP);
            String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
            return new HttpReceivers(server, readers, URI.create((tls ? "https://" : "http://") + host + ":" + port));
        } catch (CompletionException | IllegalArgumentException | IllegalStateException fault) {
            readers.shutdownNow();
            Throwable cause =
                    fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
            throw new IllegalStateException(
                    "cannot receive on " + config.host() + ":" + config.port() + ": " + cause.getMessage(), fault);
        }
    }

    /** Where it listens. */
    public URI uri() {
        return uri;
    }

    @Override
    public void close() {
        server.stop().join();
        readers.shutdownNow();
    }

    private static Server server(
            ReceiverConfig config,
            KafkaWriter writer,
            KafkaProbe probe,
            ExecutorService readers,
            Clock clock,
            MeterRegistry meters) {
        InetSocketAddress address = new InetSocketAddress(config.host(), config.port());
        ServerBuilder builder = Server.builder()
                .maxNumConnections(config.maxConnections())
                .maxRequestLength(config.maxBody())
                // Our own bounds answer first; this one only ends what they miss.
                .requestTimeout(
                        config.bodyTimeout().plus(config.acknowledgement()).plus(BACKSTOP))
                .idleTimeout(IDLE)
                .gracefulShutdownTimeout(Duration.ofMillis(100), STOP)
                .blockingTaskExecutor(1)
                .meterRegistry(NoopMeterRegistry.get())
                .disableServerHeader()
                .verboseResponses(false)
                .errorHandler(new Errors());
        config.tls()
                .ifPresentOrElse(
                        tls -> builder.https(address).tlsProvider(TlsFiles.open(tls)), () -> builder.http(address));
        Admission admission = new Admission(new Credentials(config.credentials()), clock);
        for (ReceiverRoute route : ReceiverRoute.values()) {
            builder.route()
                    .post(route.path())
                    .build(new Receiver(route, config, admission, writer, probe, readers, meters));
        }
        return builder.build();
    }
}
