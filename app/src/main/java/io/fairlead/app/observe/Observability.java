// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.observe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.fairlead.app.config.ObservabilityConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Serves {@code /metrics} (Prometheus text), {@code /health/live} and {@code /health/ready} (JSON; 200 or 503), and
 * {@code /log-levels}.
 *
 * <p>Without login, therefore on loopback unless configured otherwise, and read-only but for log levels: those are told
 * and changed to a caller on loopback alone, however far the address is open. Two threads answer; a stage that hangs in
 * its own health check delays probes, never the pipeline.
 */
public final class Observability implements AutoCloseable {
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String JSON = "application/json; charset=utf-8";

    private final HttpServer server;
    private final ExecutorService threads;

    private Observability(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts listening.
     *
     * @throws IllegalStateException when the address cannot be bound
     */
    public static Observability start(ObservabilityConfig config, Metrics metrics, Supplier<HealthReport> health) {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(config.listen(), config.port()), 16);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "cannot serve metrics on " + config.listen() + ":" + config.port() + " (" + e.getMessage()
                            + "); choose another observability.port",
                    e);
        }
        ExecutorService threads = Executors.newFixedThreadPool(
                2, Thread.ofPlatform().name("observability-", 0).daemon().factory());
        server.setExecutor(threads);
        server.createContext("/metrics", get("/metrics", TEXT, () -> new Answer(200, metrics.scrape())));
        server.createContext(
                "/health/live", get("/health/live", JSON, () -> health.get().live()));
        server.createContext(
                "/health/ready", get("/health/ready", JSON, () -> health.get().ready()));
        server.createContext("/log-levels", new LogLevelHandler());
        server.start();
        return new Observability(server, threads);
    }

    /** Where it listens, for example {@code http://127.0.0.1:9464}. */
    public URI uri() {
        InetSocketAddress address = server.getAddress();
        String host = address.getAddress().getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static HttpHandler get(String path, String type, Supplier<Answer> answer) {
        return exchange -> {
            try (exchange) {
                if (!exchange.getRequestURI().getPath().equals(path)) {
                    send(exchange, TEXT, new Answer(404, "try /metrics, /health/live, /health/ready or /log-levels\n"));
                } else if (!exchange.getRequestMethod().equals("GET")) {
                    send(exchange, TEXT, new Answer(405, "only GET\n"));
                } else {
                    send(exchange, type, answer.get());
                }
            }
        };
    }

    static void send(HttpExchange exchange, String type, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }
}
