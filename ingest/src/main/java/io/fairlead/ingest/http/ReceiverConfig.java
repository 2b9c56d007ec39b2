// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.http;

import io.fairlead.ingest.split.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the receivers need to know.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 for a free one
 * @param tls certificate and key, if connections are to be encrypted
 * @param credentials who may send; none: everybody
 * @param collector the instance's name in records
 * @param limits what one record may be
 * @param maxBody largest body in bytes, as sent and decompressed
 * @param maxRatio bytes one compressed byte may become
 * @param maxConnections connections at once
 * @param maxRequests requests being read at once
 * @param acknowledgement how long a sender waits for Kafka
 * @param bodyTimeout how long a body may take
 */
public record ReceiverConfig(
        String host,
        int port,
        Optional<Tls> tls,
        List<Credential> credentials,
        String collector,
        Limits limits,
        long maxBody,
        int maxRatio,
        int maxConnections,
        int maxRequests,
        Duration acknowledgement,
        Duration bodyTimeout) {

    /**
     * PEM files.
     *
     * @param certificate the chain
     * @param key its PKCS#8 key
     * @param reload how often they are looked at for a change; zero: never
     */
    public record Tls(Path certificate, Path key, Duration reload) {}
}
