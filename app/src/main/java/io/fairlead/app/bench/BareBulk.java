// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** The reference: documents into a data stream of the same template by bulk requests, one after the other, and nothing else. */
final class BareBulk {
    private static final int DOCUMENTS = 2_000;
    private static final int BYTES = 8 << 20;

    private BareBulk() {}

    /** Loads the documents; nanoseconds until the last request is answered. */
    static long load(URI node, String stream, Spool documents) throws IOException, InterruptedException {
        long from = System.nanoTime();
        try (HttpClient http = HttpClient.newHttpClient()) {
            ByteArrayOutputStream body = new ByteArrayOutputStream(BYTES + 65_536);
            int held = 0;
            for (int i = 0; i < documents.size(); i++) {
                body.write("{\"create\":{}}\n".getBytes(StandardCharsets.US_ASCII));
                body.write(documents.get(i));
                body.write('\n');
                if (++held == DOCUMENTS || body.size() >= BYTES) {
                    post(http, node, stream, body);
                    held = 0;
                }
            }
            if (held > 0) {
                post(http, node, stream, body);
            }
        }
        return System.nanoTime() - from;
    }

    private static void post(HttpClient http, URI node, String stream, ByteArrayOutputStream body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(node.resolve("/" + stream + "/_bulk?filter_path=errors"))
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200 || answer.body().contains("true")) {
            throw new IOException("Elasticsearch did not take a bulk request: " + answer.body());
        }
        body.reset();
    }
}
