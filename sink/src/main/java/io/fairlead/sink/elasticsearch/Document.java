// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.elasticsearch;

import io.fairlead.schemas.record.Origin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One document on its way.
 *
 * @param stream name of its data stream, checked
 * @param id its {@code _id}
 * @param source its JSON, as Elasticsearch will store it
 * @param happened epoch milliseconds before which it cannot have been indexed: the earlier of its own time and its
 *     receipt
 * @param receivedAt epoch milliseconds of its receipt
 * @param origin where it came from, for the dead letter
 * @param record the record it came in
 */
record Document(
        String stream,
        String id,
        byte[] source,
        long happened,
        long receivedAt,
        @Nullable Origin origin,
        ConsumerRecord<byte[], byte[]> record) {
    /** What the document adds to a bulk request, about. */
    int size() {
        return source.length + stream.length() + id.length() + 48;
    }
}
