// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** What a broker that is alone in its cluster and shares a heap with others is set to. */
final class BrokerSettings {
    /** Records are capped at 8 MiB by the stages; the rest is for keys, headers and what enrichment adds. */
    private static final int MESSAGE_MAX_BYTES = 12 * 1024 * 1024;

    private static final List<String> ONE_REPLICA = List.of(
            "offsets.topic.replication.factor",
            "transaction.state.log.replication.factor",
            "transaction.state.log.min.isr",
            "share.coordinator.state.topic.replication.factor",
            "share.coordinator.state.topic.min.isr",
            "default.replication.factor",
            "min.insync.replicas");

    private BrokerSettings() {}

    static Properties of(Path log, int port, int controllerPort, Map<String, String> extra) {
        Properties all = new Properties();
        all.put("process.roles", "broker,controller");
        all.put("node.id", "1");
        all.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        all.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        all.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        all.put("controller.listener.names", "CONTROLLER");
        all.put("inter.broker.listener.name", "PLAINTEXT");
        // static: the quorum's address is not stored, so another controller port is fine at the next start
        all.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        all.put("log.dirs", log.toString());
        ONE_REPLICA.forEach(key -> all.put(key, "1"));
        all.put("offsets.topic.num.partitions", "4");
        all.put("transaction.state.log.num.partitions", "4");
        all.put("num.partitions", "4");
        all.put("group.initial.rebalance.delay.ms", "0");
        all.put("auto.create.topics.enable", "false");
        all.put("message.max.bytes", Integer.toString(MESSAGE_MAX_BYTES));
        // the default takes 128 MiB of heap
        all.put("log.cleaner.dedupe.buffer.size", "16777216");
        all.put("num.network.threads", "2");
        all.put("num.io.threads", "4");
        all.putAll(extra);
        return all;
    }
}
