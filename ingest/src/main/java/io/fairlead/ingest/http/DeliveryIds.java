// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.http;

import io.fairlead.schemas.identity.Identity;
import java.nio.charset.StandardCharsets;

/**
 * Identities of the records of one delivery: the same for a resend of the same bytes on the same stream.
 *
 * <p>With an Idempotency-Key they come from it and the index alone. Without one they come from a hash chained over the
 * records: the first megabyte of a body is held until it is whole, so that two bodies which only begin alike share no
 * identity; behind it, each record's identity covers everything before it. Two deliveries with the same bytes
 * throughout are one delivery: a sender of lines without a time of their own gives a key.
 */
final class DeliveryIds {
    private final String scope;
    private final boolean keyed;
    private String chain;

    DeliveryIds(Submission submission) {
        this.keyed = submission.idempotencyKey().isPresent();
        this.scope = Identity.hash(
                submission.credential(),
                submission.cluster(),
                submission.format(),
                keyed ? "key" : "chain",
                submission.idempotencyKey().orElse(""));
        this.chain = scope;
    }

    /** Takes the next record into the chain. */
    void add(byte[] item) {
        if (!keyed) {
            chain = Identity.hash(chain, item);
        }
    }

    /** Takes a part that is no record into the chain. */
    void addRejected(String message, long length) {
        add((message + length).getBytes(StandardCharsets.UTF_8));
    }

    /** The identity of the record at an index, from all that was added so far. */
    String at(long index) {
        return Identity.hash(keyed ? scope : chain, Long.toString(index));
    }
}
