// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.elasticsearch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What one indexer counts; every meter is tagged with its topic. */
final class IndexerMeters {
    final Counter records;
    final Counter bytes;
    final Counter conflicts;
    final Counter repaired;
    final Counter left;
    final Counter refusals;
    final Counter missed;
    final Timer bulk;
    final Timer indexed;
    final DistributionSummary batch;

    IndexerMeters(MeterRegistry meters, String topic) {
        records = meters.counter("fairlead.sink.records", "topic", topic);
        bytes = meters.counter("fairlead.sink.bytes", "topic", topic);
        conflicts = meters.counter("fairlead.sink.conflicts", "topic", topic);
        repaired = meters.counter("fairlead.sink.second.copies.deleted", "topic", topic);
        left = meters.counter("fairlead.sink.second.copies.left", "topic", topic);
        refusals = meters.counter("fairlead.sink.bulk.refusals", "topic", topic);
        missed = meters.counter("fairlead.sink.missed", "topic", topic);
        bulk = Timer.builder("fairlead.sink.bulk.latency")
                .description("One bulk request.")
                .tag("topic", topic)
                .publishPercentiles(0.5, 0.99)
                .publishPercentileHistogram()
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(meters);
        indexed = Timer.builder("fairlead.sink.indexed.latency")
                .description("From a record's receipt to Elasticsearch's answer that it holds it.")
                .tag("topic", topic)
                .publishPercentiles(0.5, 0.99)
                .publishPercentileHistogram()
                .maximumExpectedValue(Duration.ofMinutes(10))
                .register(meters);
        batch = DistributionSummary.builder("fairlead.sink.batch.documents")
                .description("Documents of a bulk request.")
                .tag("topic", topic)
                .register(meters);
    }
}
