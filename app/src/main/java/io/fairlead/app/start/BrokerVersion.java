// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.start;

import io.fairlead.schemas.kafka.KafkaConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.DefaultHostResolver;
import org.apache.kafka.clients.ManualMetadataUpdater;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.NetworkClientUtils;
import org.apache.kafka.clients.NodeApiVersions;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.message.ApiVersionsResponseData.ApiVersion;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;

/**
 * Whether a broker is new enough. A broker names no version of its own; it lists the requests that it understands (the
 * protocol's ApiVersions). The one that decides commits offsets within a transaction for a member of a group, which came
 * with Kafka 2.5 (KIP-447): without it {@code raw} cannot be read exactly once, and everything else would start.
 */
public final class BrokerVersion {
    private static final ApiKeys DECIDES = ApiKeys.TXN_OFFSET_COMMIT;
    private static final short NEEDED = 3;
    private static final String SINCE = "2.5";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private BrokerVersion() {}

    /** One sentence when one of the brokers to start from is too old; empty when not, and when none answers. */
    public static Optional<String> fault(KafkaConfig kafka) {
        Map<String, Object> properties = kafka.clientProperties();
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        try (Metrics metrics = new Metrics()) {
            AbstractConfig config = new AdminClientConfig(properties);
            ApiVersions answers = new ApiVersions();
            try (NetworkClient client = client(config, metrics, answers)) {
                int number = -1;
                for (InetSocketAddress address : ClientUtils.parseAndValidateAddresses(config)) {
                    Node broker = new Node(number--, address.getHostString(), address.getPort());
                    if (answers(client, broker)) {
                        return Optional.ofNullable(answers.get(broker.idString()))
                                .flatMap(BrokerVersion::tooOld)
                                .map(why -> sentence(kafka, why));
                    }
                }
            }
            return Optional.empty();
        } catch (KafkaException notNow) { // a login or an address that is refused: who looks at the topics says why
            return Optional.empty();
        }
    }

    private static boolean answers(NetworkClient client, Node broker) {
        try {
            return NetworkClientUtils.awaitReady(client, broker, Time.SYSTEM, PATIENCE.toMillis());
        } catch (IOException away) {
            return false;
        }
    }

    static String sentence(KafkaConfig kafka, String why) {
        return "Kafka at " + kafka.bootstrapServers() + " is too old (" + why + "): Fairlead needs " + SINCE
                + " or newer, to read raw exactly once; upgrade the brokers, or name others in"
                + " kafka.bootstrap-servers";
    }

    private static Optional<String> tooOld(NodeApiVersions broker) {
        ApiVersion range = broker.apiVersion(DECIDES);
        return range != null && range.maxVersion() >= NEEDED
                ? Optional.empty()
                : Optional.of("of " + DECIDES.name + " it understands version "
                        + (range == null ? "none" : range.maxVersion()) + " and not " + NEEDED);
    }

    /** A client that asks one broker what it is told to and learns of no others. */
    static NetworkClient client(AbstractConfig config, Metrics metrics, ApiVersions answers) {
        return ClientUtils.createNetworkClient(
                config,
                "fairlead-start",
                metrics,
                "fairlead-start",
                new LogContext(),
                answers,
                Time.SYSTEM,
                1,
                (int) PATIENCE.toMillis(),
                new ManualMetadataUpdater(),
                new DefaultHostResolver());
    }
}
