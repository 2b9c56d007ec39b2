// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.start;

import io.fairlead.schemas.kafka.KafkaConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.NetworkClientUtils;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.utils.Time;

/**
 * Whether a broker asks for what the configuration does not give: TLS, or a login. Brokers say neither; one with TLS answers
 * in TLS or hangs up, and one that wants a login tells its versions to everybody and hangs up at the next request. Kafka's
 * clients take both for a broker that is not there yet, and would try again for ever.
 */
final class BrokerLogin {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int TRIES = 2;
    private static final String JAAS_FILE = "java.security.auth.login.config";

    /** ApiVersions, version 0, correlation id 0, no client id: what every broker answers. */
    private static final byte[] VERSIONS = {0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 0, -1, -1};

    /** The first byte of a record of TLS, alert or handshake (RFC 8446, section 5.1); of an answer it is the length's. */
    private static final int ALERT = 0x15;

    private static final int HANDSHAKE = 0x16;

    private enum Answer {
        KAFKA,
        TLS,
        HANGS_UP,
        NONE
    }

    private BrokerLogin() {}

    /** One sentence when the first broker that is there speaks TLS and the configuration does not, or the reverse; else empty. */
    static Optional<String> encryption(KafkaConfig kafka) {
        Optional<Answer> first = addresses(kafka)
                .map(BrokerLogin::answer)
                .filter(answer -> answer != Answer.NONE)
                .findFirst();
        if (!protocol(kafka).endsWith("PLAINTEXT")) {
            return first.filter(answer -> answer == Answer.KAFKA)
                    .map(answer -> "Kafka at " + kafka.bootstrapServers() + " speaks no TLS and kafka.properties says "
                            + protocol(kafka) + ": name its port with TLS in kafka.bootstrap-servers, or set"
                            + " security.protocol to PLAINTEXT or SASL_PLAINTEXT");
        }
        return first.filter(answer -> answer != Answer.KAFKA)
                .map(answer -> "Kafka at " + kafka.bootstrapServers() + " "
                        + (answer == Answer.TLS ? "speaks TLS" : "hangs up, as a broker with TLS does")
                        + " and kafka.properties says " + protocol(kafka) + ": set security.protocol to SASL_SSL with a"
                        + " login, or to SSL");
    }

    /** One sentence when the configuration has no login where it says so, or the first broker that is there wants one; else empty. */
    static Optional<String> login(KafkaConfig kafka) {
        if (protocol(kafka).startsWith("SASL")) {
            return kafka.properties().containsKey("sasl.jaas.config") || System.getProperty(JAAS_FILE) != null
                    ? Optional.empty()
                    : Optional.of(
                            "kafka.properties says " + protocol(kafka) + " and names no sasl.jaas.config: write the"
                                    + " login there, as deploy/fairlead.yaml shows");
        }
        return addresses(kafka)
                .map(address -> asksForLogin(kafka, address))
                .flatMap(Optional::stream)
                .findFirst()
                .filter(Boolean::booleanValue)
                .map(asked -> "Kafka at " + kafka.bootstrapServers()
                        + " asks for a login and kafka.properties names none: set security.protocol to SASL_SSL or"
                        + " SASL_PLAINTEXT, sasl.mechanism and sasl.jaas.config");
    }

    private static String protocol(KafkaConfig kafka) {
        return kafka.properties().getOrDefault("security.protocol", "PLAINTEXT").toUpperCase(Locale.ROOT);
    }

    private static Stream<InetSocketAddress> addresses(KafkaConfig kafka) {
        try {
            return ClientUtils.parseAndValidateAddresses(settings(kafka)).stream();
        } catch (KafkaException unusable) { // who looks at the topics says why
            return Stream.empty();
        }
    }

    private static AbstractConfig settings(KafkaConfig kafka) {
        Map<String, Object> properties = kafka.clientProperties();
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        return new AdminClientConfig(properties);
    }

    private static Answer answer(InetSocketAddress address) {
        Answer answer = Answer.NONE;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            answer = once(address);
            if (answer != Answer.HANGS_UP) {
                return answer;
            }
        }
        return answer;
    }

    private static Answer once(InetSocketAddress address) {
        boolean connected = false;
        try (Socket socket = new Socket()) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.connect(address, (int) PATIENCE.toMillis());
            connected = true;
            socket.getOutputStream().write(VERSIONS);
            InputStream in = socket.getInputStream();
            int first = in.read();
            return switch (first) {
                case -1 -> Answer.HANGS_UP;
                case ALERT, HANDSHAKE -> Answer.TLS;
                default -> Answer.KAFKA;
            };
        } catch (java.net.SocketTimeoutException silent) {
            return Answer.NONE;
        } catch (IOException away) {
            return connected ? Answer.HANGS_UP : Answer.NONE;
        }
    }

    /** Whether it hangs up at each request but the one for its versions; empty when it is not there. */
    private static Optional<Boolean> asksForLogin(KafkaConfig kafka, InetSocketAddress address) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            try (Metrics metrics = new Metrics();
                    NetworkClient client = BrokerVersion.client(settings(kafka), metrics, new ApiVersions())) {
                Node broker = new Node(-1, address.getHostString(), address.getPort());
                if (!NetworkClientUtils.awaitReady(client, broker, Time.SYSTEM, PATIENCE.toMillis())) {
                    return Optional.empty();
                }
                if (!hangsUp(client, broker)) {
                    return Optional.of(false);
                }
            } catch (IOException away) {
                return Optional.empty();
            } catch (KafkaException told) { // a reason that who looks at the topics tells
                return Optional.of(false);
            }
        }
        return Optional.of(true);
    }

    private static boolean hangsUp(NetworkClient client, Node broker) {
        try {
            NetworkClientUtils.sendAndReceive(
                    client,
                    client.newClientRequest(
                            broker.idString(),
                            new MetadataRequest.Builder(List.of(), false),
                            Time.SYSTEM.milliseconds(),
                            true),
                    Time.SYSTEM);
            return false;
        } catch (IOException disconnected) {
            return true;
        }
    }
}
