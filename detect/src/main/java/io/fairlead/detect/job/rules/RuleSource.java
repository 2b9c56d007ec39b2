// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.rules;

import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.kafka.Topic;
import java.io.Serializable;
import java.util.HashMap;

/** Where the operators of a job take their rules from; travels inside the job's graph. */
public sealed interface RuleSource extends Serializable {
    /** These sets and no others: a replay judges by what was known when it began. */
    record Fixed(RuleTimeline timeline) implements RuleSource {}

    /**
     * Whatever lies on the topic now and will be published there.
     *
     * @param properties of Kafka's client
     * @param topic full name of the topic
     */
    record Live(HashMap<String, String> properties, String topic) implements RuleSource {}

    /** One set, for what was received at any time. */
    static RuleSource fixed(PublishedRuleSet set) {
        return new Fixed(RuleTimeline.of(java.util.List.of(set)));
    }

    /** The topic of these settings. */
    static RuleSource live(KafkaConfig kafka) {
        HashMap<String, String> properties = new HashMap<>();
        kafka.clientProperties().forEach((key, value) -> properties.put(key, String.valueOf(value)));
        return new Live(properties, kafka.topic(Topic.RULES));
    }

    /** The same for equal sources, so that the operators of one process share what they compile. */
    default String name() {
        return switch (this) {
            case Fixed fixed -> "fixed " + fixed.timeline().name();
            case Live live -> "live " + live.properties().get("bootstrap.servers") + " " + live.topic();
        };
    }
}
