// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.kafka;

/** What became of a record. Exactly one of the methods is called, once, on a thread that must not be held up. */
public interface Receipt {
    /** All in-sync replicas have it. */
    void acknowledged();

    /**
     * Kafka did not acknowledge it in time; it may still arrive.
     *
     * @param reason one sentence for the operator
     */
    void failed(String reason);
}
