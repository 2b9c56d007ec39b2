// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.testkit.toy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fairlead.schemas.identity.Identity;
import io.fairlead.schemas.record.Origin;
import io.fairlead.schemas.record.RawLog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Takes one JSON object a request on one route. */
public final class ToyReceiver implements AutoCloseable {
    private static final int LARGEST = 8 * 1024 * 1024;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final List<RawLog> received = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    /** Starts. */
    public ToyReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** The route. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/toy");
    }

    /** What was stored. */
    public List<RawLog> received() {
        return List.copyOf(received);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] sent = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status(exchange, sent), -1);
        }
    }

    private int status(HttpExchange exchange, byte[] sent) {
        if (!exchange.getRequestURI().getPath().equals("/v1/toy")) {
            return 404;
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            return 405;
        }
        String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
        if (encoding != null && !encoding.equals("gzip")) {
            return 415;
        }
        try {
            byte[] body = unpack(sent, encoding);
            if (body.length > LARGEST) {
                return 413;
            }
            if (!JSON.readTree(body).isObject()) {
                return 400;
            }
            received.add(raw(body));
            return 200;
        } catch (IOException broken) {
            return 400;
        }
    }

    private static byte[] unpack(byte[] sent, @Nullable String encoding) throws IOException {
        if (encoding == null) {
            return sent;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(sent))) {
            return in.readNBytes(LARGEST + 1);
        }
    }

    private static RawLog raw(byte[] body) {
        return RawLog.newBuilder()
                .setId(Identity.hash("toy", body))
                .setOrigin(
                        Origin.newBuilder().setCollector("toy").setStream("toy").build())
                .setFormat("json")
                .setReceivedAt(Instant.parse("2026-03-01T12:00:00Z"))
                .setPayload(ByteBuffer.wrap(body))
                .build();
    }
}
