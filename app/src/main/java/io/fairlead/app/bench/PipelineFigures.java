// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * What was measured, all in one run on one machine.
 *
 * @param events sent and found again in Elasticsearch
 * @param eventsPerSecond from the first request to the last event that can be found, all stages at work
 * @param bareBulkPerSecond the same documents into the same node by a loader that does nothing else
 * @param ratioToBareBulk the first over the second
 * @param producerPerSecond the same events into the same broker by Kafka's own producer, acks=all
 * @param cpuMicrosPerEvent CPU time of each stage, of the broker and of the node
 * @param bytesPerEvent on the wire as sent, and on disk on each topic and in Elasticsearch
 */
public record PipelineFigures(
        @JsonProperty("events") int events,
        @JsonProperty("events_per_s") long eventsPerSecond,
        @JsonProperty("bare_bulk_per_s") long bareBulkPerSecond,
        @JsonProperty("ratio_to_bare_bulk") double ratioToBareBulk,
        @JsonProperty("producer_per_s") long producerPerSecond,
        @JsonProperty("cpu_us_per_event") Map<String, Double> cpuMicrosPerEvent,
        @JsonProperty("bytes_per_event") Map<String, Long> bytesPerEvent) {}
