// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.awaitility.Awaitility;

/**
 * An HTTP server on the loopback address that keeps every request and answers as told: first the answers queued by
 * {@link #next(Answer...)}, then what {@link #always(Function)} says, else 204.
 */
public final class WebhookReceiver implements AutoCloseable {
    /**
     * What arrived.
     *
     * @param method HTTP method
     * @param path path and query
     * @param headers first value of each header by its name in lower case
     * @param body the bytes as sent, still compressed if they were
     * @param arrivedNanos {@link System#nanoTime()} when the body was there
     */
    public record Request(String method, String path, Map<String, String> headers, byte[] body, long arrivedNanos) {
        /** The body as UTF-8. */
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /**
     * What is answered.
     *
     * @param status HTTP status
     * @param headers response headers
     * @param delay how long the answer waits
     * @param body response body
     */
    public record Answer(int status, Map<String, String> headers, Duration delay, String body) {
        /** An empty answer with this status. */
        public static Answer status(int status) {
            return new Answer(status, Map.of(), Duration.ZERO, "");
        }

        /** An empty answer with this status that asks to come again after some seconds. */
        public static Answer retryAfter(int status, int seconds) {
            return new Answer(status, Map.of("Retry-After", Integer.toString(seconds)), Duration.ZERO, "");
        }

        /** The same answer, later. */
        public Answer after(Duration wait) {
            return new Answer(status, headers, wait, body);
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Request> requests = new ArrayList<>();
    private final Queue<Answer> queued = new ArrayDeque<>();
    private Function<Request, Answer> always = request -> Answer.status(204);

    private WebhookReceiver(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Starts on a port of its own. */
    public static WebhookReceiver start() {
        try {
            return new WebhookReceiver(LoopbackPort.bind(address -> HttpServer.create(address, 0)));
        } catch (IOException failure) {
            throw new UncheckedIOException("no port for a webhook receiver", failure);
        }
    }

    /** Where to send to. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
    }

    /** Answers the next requests with these, one each. */
    public void next(Answer... answers) {
        synchronized (requests) {
            queued.addAll(List.of(answers));
        }
    }

    /** Answers every request for which nothing is queued. */
    public void always(Function<Request, Answer> answer) {
        synchronized (requests) {
            always = answer;
        }
    }

    /** What arrived so far, in order of arrival. */
    public List<Request> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    /** Waits until so many requests arrived, and gives all of them. */
    public List<Request> awaitRequests(int count, Duration atMost) {
        return Awaitility.await("requests at the webhook")
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(10))
                .until(this::requests, all -> all.size() >= count);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Map<String, String> headers = new TreeMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            String path = exchange.getRequestURI().toString();
            Answer answer =
                    take(new Request(exchange.getRequestMethod(), path, Map.copyOf(headers), body, System.nanoTime()));
            long end = System.nanoTime() + answer.delay().toNanos();
            for (long left = answer.delay().toNanos();
                    left > 0 && !Thread.currentThread().isInterrupted(); ) {
                LockSupport.parkNanos(left);
                left = end - System.nanoTime();
            }
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] words = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), words.length == 0 ? -1 : words.length);
            if (words.length > 0) {
                exchange.getResponseBody().write(words);
            }
        }
    }

    private Answer take(Request request) {
        Function<Request, Answer> otherwise;
        synchronized (requests) {
            requests.add(request);
            Answer next = queued.poll();
            if (next != null) {
                return next;
            }
            otherwise = always;
        }
        return otherwise.apply(request);
    }
}
