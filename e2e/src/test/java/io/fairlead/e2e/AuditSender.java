// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Posts batches as kube-apiserver does: the whole batch again after any failure. Keeps the books of what was acknowledged:
 * every acknowledged event is an obligation.
 */
final class AuditSender {
    /** Two a second, for longer than a process may take to be ready. */
    private static final int TRIES = 240;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final List<AuditLoad.Sent> acknowledged = new ArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile URI target;

    AuditSender(URI target) {
        this.target = target;
    }

    /** Where to send from now on: a restarted process may listen on another port. */
    void moveTo(URI elsewhere) {
        target = elsewhere;
    }

    /** Sends the batch until it is acknowledged. */
    void send(List<AuditLoad.Sent> batch) throws InterruptedException {
        String body = AuditLoad.eventList(batch);
        for (int i = 0; i < TRIES; i++) {
            if (post(body) / 100 == 2) {
                synchronized (acknowledged) {
                    acknowledged.addAll(batch);
                }
                return;
            }
            failures.incrementAndGet();
            TimeUnit.MILLISECONDS.sleep(500);
        }
        throw new AssertionError("no acknowledgement after " + TRIES + " tries");
    }

    /** One try; the status, or 0 when there was no answer. */
    int post(String body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(target.resolve("/v1/kubernetes/audit/e2e"))
                .header("content-type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException noAnswer) {
            return 0;
        }
    }

    List<AuditLoad.Sent> acknowledged() {
        synchronized (acknowledged) {
            return List.copyOf(acknowledged);
        }
    }

    /** Tries that were not acknowledged: proof that a fault was felt. */
    int failures() {
        return failures.get();
    }
}
