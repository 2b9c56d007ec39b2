// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.start;

import io.fairlead.app.kafka.TopicReport;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.kafka.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is wrong with the number of partitions of topics that stand. */
public final class TopicFaults {
    private TopicFaults() {}

    /** One sentence for each fault in what setup found. */
    public static List<String> of(List<TopicReport> reports, KafkaConfig kafka) {
        Map<String, Integer> partitions =
                reports.stream().collect(Collectors.toMap(TopicReport::topic, TopicReport::partitions));
        List<String> faults = of(partitions, kafka);
        for (TopicReport report : reports) {
            boolean fewer = report.partitions() > kafka.partitions();
            if (!report.created() && fewer && !report.topic().equals(kafka.topic(Topic.RULES))) {
                faults.add("topic " + report.topic() + " has " + report.partitions() + " partitions and"
                        + " kafka.partitions is " + kafka.partitions() + ": with fewer, what is in the others would be"
                        + " lost; set kafka.partitions to " + report.partitions());
            }
        }
        return faults;
    }

    /** One sentence for each fault in these numbers of partitions, by full name of the topic; those not named are not asked. */
    static List<String> of(Map<String, Integer> partitions, KafkaConfig kafka) {
        List<String> faults = new ArrayList<>();
        Integer raw = partitions.get(kafka.topic(Topic.RAW));
        Integer events = partitions.get(kafka.topic(Topic.EVENTS));
        if (raw != null && events != null && !raw.equals(events)) {
            faults.add("topic " + kafka.topic(Topic.RAW) + " has " + raw + " partitions and topic "
                    + kafka.topic(Topic.EVENTS) + " has " + events + ", but an event keeps the partition of its raw"
                    + " record: give both " + Math.max(raw, events) + " (kafka-topics.sh --alter --partitions)");
        }
        Integer rules = partitions.get(kafka.topic(Topic.RULES));
        if (rules != null && rules != 1) {
            faults.add("topic " + kafka.topic(Topic.RULES) + " has " + rules + " partitions and must have one, so that"
                    + " a set is read after its files: delete it and run fairlead setup");
        }
        return faults;
    }
}
