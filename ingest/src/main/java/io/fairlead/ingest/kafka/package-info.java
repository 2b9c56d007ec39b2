/** Writes raw logs, dead letters and heartbeats, and knows when Kafka has them. */
@NullMarked
package io.fairlead.ingest.kafka;

import org.jspecify.annotations.NullMarked;
