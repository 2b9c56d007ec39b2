// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.http;

import java.time.Instant;
import java.util.Optional;

/**
 * One request, as the connection, the credential and the route tell; nothing of its body.
 *
 * @param credential name of the credential, or empty
 * @param cluster the cluster, or empty
 * @param format the format the route claims
 * @param peer the sender's address
 * @param idempotencyKey the sender's name for this delivery, if it gave one
 * @param receivedAt when it came
 */
record Submission(
        String credential,
        String cluster,
        String format,
        String peer,
        Optional<String> idempotencyKey,
        Instant receivedAt) {

    /** The ordered origin it belongs to. */
    String stream() {
        return "http/" + credential + "/" + format + "/" + cluster;
    }
}
