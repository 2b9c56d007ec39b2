// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.stream;

import io.fairlead.schemas.record.Event;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** One record of the topic {@code events}, in the order of its partition. */
public sealed interface Delivery {
    /** How deliveries cross from one operator to another. */
    TypeInformation<Delivery> TYPE = new ValueType<>(Delivery.class, new DeliverySerializer());

    /** The partition it lies in. */
    int partition();

    /** An event to be judged. */
    record Understood(int partition, long offset, Event event) implements Delivery {}

    /** Time goes on, nothing happened. {@code receivedAt} in milliseconds since the epoch. */
    record Beat(int partition, long receivedAt) implements Delivery {}

    /**
     * A record that is none of ours. It has no part in the clock, as its stamp is as doubtful as its bytes.
     *
     * @param length of the record in bytes
     * @param reason what is wrong with it
     */
    record Unreadable(int partition, long offset, long length, String reason) implements Delivery {}
}
