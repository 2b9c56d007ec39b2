// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.collect;

import io.fairlead.ingest.kafka.Receipt;
import java.util.Map;

/** Sends what a file holds to Kafka; waits for room, so that a slow Kafka slows reading. */
interface RecordOutput {
    /** A record; false when the collector is stopping and it was not sent. */
    boolean record(Tail tail, long offset, byte[] payload, Map<String, String> attributes, Receipt receipt);

    /** A record that is too long to send; false when the collector is stopping. */
    boolean tooLong(Tail tail, long offset, long length, Receipt receipt);
}
