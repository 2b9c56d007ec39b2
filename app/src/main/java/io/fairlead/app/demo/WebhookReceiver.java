// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.demo;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A webhook receiver on loopback, as a user would write one: checks the signature, answers 204, knows a repeated delivery
 * by its webhook-id.
 */
final class WebhookReceiver implements AutoCloseable {
    private static final int LARGEST_BODY = 4 * 1024 * 1024;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Signatures signatures;
    private final Map<String, Instant> arrivals = new ConcurrentHashMap<>();
    private final AtomicInteger refused = new AtomicInteger();

    private WebhookReceiver(HttpServer server, ExecutorService threads, Signatures signatures) {
        this.server = server;
        this.threads = threads;
        this.signatures = signatures;
    }

    static WebhookReceiver start(String secret) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
            ExecutorService threads = Executors.newFixedThreadPool(
                    2, Thread.ofPlatform().name("webhook-receiver-", 0).daemon().factory());
            WebhookReceiver receiver = new WebhookReceiver(server, threads, new Signatures(secret));
            server.setExecutor(threads);
            server.createContext("/alerts", receiver::receive);
            server.start();
            return receiver;
        } catch (IOException e) {
            throw new IllegalStateException("cannot start the webhook receiver on loopback: " + e.getMessage(), e);
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/alerts");
    }

    /** When each alert first arrived, by webhook-id, which is the alert's id. */
    Map<String, Instant> arrivals() {
        return Map.copyOf(arrivals);
    }

    /** Deliveries that did not carry a right signature. */
    int refused() {
        return refused.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY);
            Headers headers = exchange.getRequestHeaders();
            String id = header(headers, "webhook-id");
            boolean genuine = signatures.verify(
                    id, header(headers, "webhook-timestamp"), body, header(headers, "webhook-signature"));
            if (genuine) {
                arrivals.putIfAbsent(id, Instant.now());
            } else {
                refused.incrementAndGet();
            }
            exchange.sendResponseHeaders(genuine ? 204 : 401, -1);
        }
    }

    private static String header(Headers headers, String name) {
        return Objects.requireNonNullElse(headers.getFirst(name), "");
    }
}
