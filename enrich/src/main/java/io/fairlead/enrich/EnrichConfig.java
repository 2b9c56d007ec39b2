// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich;

import io.fairlead.enrich.address.Network;
import io.fairlead.schemas.config.DataSize;
import io.fairlead.schemas.config.Secret;
import io.fairlead.schemas.config.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Settings of the enrich stage.
 *
 * @param trustedProxies networks of proxies whose forwarded client addresses are believed
 * @param macKey key of {@code Event.rawMac} and of the fingerprints of redacted secrets; without it there are neither
 * @param maxDepth deepest nesting of a JSON record
 * @param maxOriginalSize largest redacted original kept as {@code event.original}
 * @param maxDocumentSize largest document
 * @param streamThreads Kafka Streams threads of this instance
 * @param stateDir folder of Kafka Streams
 * @param instanceId name of this instance within the consumer group, stable across restarts
 * @param applicationId consumer group and transaction prefix
 * @param commitInterval longest time between two commits
 */
public record EnrichConfig(
        @Setting(
                doc =
                        "Networks (CIDR) of proxies in front of API servers. source.ip is the rightmost address that is in"
                                + " none of them.",
                defaultValue = "")
        List<String> trustedProxies,

        @Setting(
                doc =
                        "Key of Event.rawMac and of the fingerprints of redacted secrets, at least 16 characters; the same for every instance. Without it each instance makes a key of its own and keeps it in state-dir.")
        Optional<Secret> macKey,

        @Setting(
                doc = "Deepest nesting of a JSON record; deeper ones become dead letters.",
                defaultValue = "96",
                min = 10,
                max = 900)
        int maxDepth,

        @Setting(
                doc = "Largest redacted original that is kept as event.original; larger ones are left out and tagged"
                        + " original_too_large.",
                defaultValue = "32KiB")
        DataSize maxOriginalSize,

        @Setting(
                doc =
                        "Largest document. Larger ones first lose the searchable copies of bodies, then the bodies (tagged"
                                + " body_dropped), then become dead letters.",
                defaultValue = "7MiB")
        DataSize maxDocumentSize,

        @Setting(doc = "Kafka Streams threads of this instance.", defaultValue = "1", min = 1, max = 256)
        int streamThreads,

        @Setting(doc = "Folder in which Kafka Streams keeps its lock files.", defaultValue = "data/enrich")
        Path stateDir,

        @Setting(
                doc = "Name of this instance within its consumer group; must differ between instances and stay the same"
                        + " across restarts.",
                defaultValue = "enrich-1")
        String instanceId,

        @Setting(doc = "Consumer group and prefix of transaction ids.", defaultValue = "fairlead-enrich")
        String applicationId,

        @Setting(
                doc = "Longest time between two commits; events become visible to detect at a commit.",
                defaultValue = "20ms")
        Duration commitInterval) {
    private static final int SHORTEST_KEY = 16;

    public EnrichConfig {
        trustedProxies = List.copyOf(trustedProxies);
        if (macKey.isPresent() && macKey.get().bytes().length < SHORTEST_KEY) {
            throw new IllegalArgumentException("mac-key is shorter than " + SHORTEST_KEY + " bytes");
        }
        trustedProxies.forEach(Network::parse);
    }

    /** The same settings with another key of {@code Event.rawMac}. */
    public EnrichConfig withMacKey(Optional<Secret> key) {
        return new EnrichConfig(
                trustedProxies,
                key,
                maxDepth,
                maxOriginalSize,
                maxDocumentSize,
                streamThreads,
                stateDir,
                instanceId,
                applicationId,
                commitInterval);
    }
}
