// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.kafka;

import io.fairlead.schemas.config.DataSize;
import java.time.Duration;

/**
 * How a stage writes.
 *
 * @param stage the stage's name, in metrics
 * @param collector the instance's name, in heartbeats and as Kafka client id
 * @param acknowledgement how long Kafka may take to acknowledge a record
 * @param maxInFlight bytes that may wait for Kafka at once
 */
public record WriterConfig(String stage, String collector, Duration acknowledgement, DataSize maxInFlight) {}
