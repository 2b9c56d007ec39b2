// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.kafka;

import java.util.List;

/**
 * What setup found or did for one topic.
 *
 * @param topic its name
 * @param created true when setup created it
 * @param partitions how many partitions it has
 * @param differences where a topic that stood already differs from the configuration; it is left as it is
 */
public record TopicReport(String topic, boolean created, int partitions, List<String> differences) {
    public TopicReport {
        differences = List.copyOf(differences);
    }

    static TopicReport created(TopicPlan plan) {
        return new TopicReport(plan.name(), true, plan.partitions(), List.of());
    }

    static TopicReport existing(TopicPlan plan, int partitions, List<String> differences) {
        return new TopicReport(plan.name(), false, partitions, differences);
    }
}
