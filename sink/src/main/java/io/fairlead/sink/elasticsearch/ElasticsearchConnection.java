// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.elasticsearch;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.Response;
import co.elastic.clients.transport.rest5_client.low_level.ResponseException;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import co.elastic.clients.transport.rest5_client.low_level.Rest5ClientBuilder;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Requests to Elasticsearch and its answers as JSON. An answer of any status is a value; only a request that got none is
 * an {@link IOException}. Thread-safe. The bulk path takes documents as the bytes they are, which is why this stands on
 * the client's low level and not on its typed requests.
 */
final class ElasticsearchConnection implements AutoCloseable {
    static final ContentType NDJSON = ContentType.create("application/x-ndjson");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Timeout CONNECT = Timeout.ofSeconds(5);

    /**
     * What Elasticsearch answered.
     *
     * @param status HTTP status
     * @param body the JSON, missing when there was none
     */
    record Answer(int status, JsonNode body) {
        boolean ok() {
            return status >= 200 && status < 300;
        }

        /** Whether the same request may succeed later. */
        boolean later() {
            return status == 408 || status == 429 || status >= 500;
        }

        /** Elasticsearch's words for what is wrong, without values of documents. */
        String reason() {
            JsonNode error = body.path("error");
            return "status " + status
                    + (error.isObject()
                            ? ", " + RejectionReason.of(error)
                            : error.isTextual() ? ", " + RejectionReason.clean(error.asText()) : "");
        }
    }

    private final Rest5Client client;

    private ElasticsearchConnection(Rest5Client client) {
        this.client = client;
    }

    /**
     * A connection with these settings; connects at the first request.
     *
     * @throws IllegalArgumentException when the certificate authority cannot be read
     */
    static ElasticsearchConnection open(ElasticsearchConfig config) {
        Timeout timeout = Timeout.of(config.requestTimeout());
        Rest5ClientBuilder builder = Rest5Client.builder(config.urls().toArray(URI[]::new))
                .setMetaHeaderEnabled(false)
                // what is tried again, and when, is decided by the caller alone
                .setHttpClientConfigCallback(HttpAsyncClientBuilder::disableAutomaticRetries)
                .setConnectionConfigCallback(
                        connection -> connection.setConnectTimeout(CONNECT).setSocketTimeout(timeout))
                .setRequestConfigCallback(request -> request.setResponseTimeout(timeout));
        config.apiKey().ifPresent(key -> builder.setDefaultHeaders(authorization("ApiKey " + key.reveal())));
        config.user().ifPresent(user -> {
            String pair = user + ":" + config.password().orElseThrow().reveal();
            builder.setDefaultHeaders(authorization(
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))));
        });
        config.ca().ifPresent(ca -> builder.setSSLContext(trusting(ca)));
        return new ElasticsearchConnection(builder.build());
    }

    Answer get(String path) throws IOException {
        return send("GET", path, null, ContentType.APPLICATION_JSON);
    }

    Answer json(String method, String path, String body) throws IOException {
        return send(method, path, body.getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON);
    }

    Answer send(String method, String path, byte @Nullable [] body, ContentType type) throws IOException {
        int query = path.indexOf('?');
        Request request = new Request(method, query < 0 ? path : path.substring(0, query));
        if (query >= 0) {
            for (String pair : path.substring(query + 1).split("&", -1)) {
                int equals = pair.indexOf('=');
                request.addParameter(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        if (body != null) {
            request.setEntity(new ByteArrayEntity(body, type));
        }
        try {
            return answer(client.performRequest(request));
        } catch (ResponseException refused) {
            return answer(refused.getResponse());
        }
    }

    private static Answer answer(Response response) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return new Answer(response.getStatusCode(), MissingNode.getInstance());
        }
        try (InputStream in = entity.getContent()) {
            return new Answer(response.getStatusCode(), in == null ? MissingNode.getInstance() : JSON.readTree(in));
        } catch (JacksonException notJson) { // a proxy's page, for example: the status still counts
            return new Answer(response.getStatusCode(), MissingNode.getInstance());
        }
    }

    private static Header[] authorization(String value) {
        return new Header[] {new BasicHeader("Authorization", value)};
    }

    private static SSLContext trusting(Path ca) {
        try (InputStream in = Files.newInputStream(ca)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in))) {
                store.setCertificateEntry("ca-" + number++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "the certificate authority " + ca + " cannot be read as PEM: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException ignored) {
            // nothing is lost by a connection that does not close in order
        }
    }
}
