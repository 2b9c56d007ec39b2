// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.elasticsearch;

import java.time.Duration;

/**
 * How many documents the next bulk request takes: grows while requests are full and fast, halves when Elasticsearch is
 * slow or refuses. Not thread-safe.
 */
final class BatchLimit {
    private static final int START = 250;
    private static final int STEP = 250;
    private static final Duration FAST = Duration.ofMillis(500);
    private static final Duration SLOW = Duration.ofSeconds(3);

    private final int most;
    private int documents;

    BatchLimit(int most) {
        this.most = most;
        this.documents = Math.min(START, most);
    }

    int documents() {
        return documents;
    }

    void answered(int sent, Duration latency) {
        if (latency.compareTo(SLOW) > 0) {
            refused();
        } else if (sent >= documents && latency.compareTo(FAST) < 0) {
            documents = Math.min(most, documents + STEP);
        }
    }

    void refused() {
        documents = Math.max(1, documents / 2);
    }
}
