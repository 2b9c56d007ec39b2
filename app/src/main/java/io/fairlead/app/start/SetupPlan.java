// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.start;

import io.fairlead.app.config.FairleadConfig;
import io.fairlead.app.kafka.KafkaSetup;
import io.fairlead.app.kafka.TopicReport;
import io.fairlead.app.up.RulePublisher;
import io.fairlead.detect.RuleManifests;
import io.fairlead.detect.job.rules.PublishedRuleSet;
import io.fairlead.detect.job.rules.RuleSetSource;
import io.fairlead.schemas.kafka.Topic;
import io.fairlead.schemas.record.RuleFile;
import io.fairlead.sink.elasticsearch.ElasticsearchRoles;
import io.fairlead.sink.elasticsearch.ElasticsearchSetup;
import io.fairlead.sink.elasticsearch.TemplatePlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.acl.AclBinding;

/**
 * What setup would do, found out without changing anything.
 *
 * @param lines for people, in the order in which it would be done
 * @param faults why nothing of it is done, one sentence each
 * @param losses what of the stored data it would give up, one sentence each
 */
public record SetupPlan(List<String> lines, List<String> faults, List<String> losses) {
    public SetupPlan {
        lines = List.copyOf(lines);
        faults = List.copyOf(faults);
        losses = List.copyOf(losses);
    }

    /**
     * Looks at Kafka and Elasticsearch.
     *
     * @throws IOException when Elasticsearch does not answer or refuses, in words for the operator
     */
    public static SetupPlan of(
            FairleadConfig config, Optional<List<AclBinding>> permissions, Optional<ElasticsearchRoles> roles)
            throws IOException {
        List<String> lines = new ArrayList<>();
        List<TopicReport> topics = KafkaSetup.plan(config.kafka());
        topics.forEach(report -> lines.add("topic " + report.topic() + ": " + topic(report)));
        if (permissions.isPresent()) {
            int missing = KafkaSetup.missing(config.kafka(), permissions.get()).size();
            lines.add("permissions on Kafka: " + (missing == 0 ? "all stand" : "would create " + missing));
        }
        if (roles.isPresent()) {
            lines.add("roles in Elasticsearch: " + roles(roles.get().plan(config.sink())));
        }
        TemplatePlan templates = ElasticsearchSetup.plan(config.sink());
        lines.add("templates: "
                + (templates.missing().isEmpty() && templates.changed().isEmpty()
                        ? "all stand"
                        : "" + would("put", templates.missing()) + would("replace", templates.changed())));
        lines.add("rules: " + rules(config, topics));
        return new SetupPlan(lines, faults(config, topics, templates), templates.losses());
    }

    /** Why it is not carried out; empty when it may be. */
    public List<String> refusals(boolean allowLosses) {
        List<String> refusals = new ArrayList<>(faults);
        if (!allowLosses) {
            losses.forEach(loss -> refusals.add(loss + ", or give --allow-data-loss"));
        }
        return refusals;
    }

    private static List<String> faults(FairleadConfig config, List<TopicReport> topics, TemplatePlan templates) {
        List<String> faults = new ArrayList<>(TopicFaults.of(topics, config.kafka()));
        faults.addAll(templates.faults());
        return faults;
    }

    private static String topic(TopicReport report) {
        if (report.created()) {
            return "would be created with " + report.partitions() + " partitions";
        }
        return "stands, " + report.partitions() + " partitions"
                + (report.differences().isEmpty()
                        ? ""
                        : "; would be left as it is although " + String.join("; ", report.differences()));
    }

    private static String roles(ElasticsearchRoles.Plan plan) {
        String different = plan.different().isEmpty()
                ? ""
                : "would leave " + String.join(", ", plan.different()) + " although the files allow something else";
        return plan.missing().isEmpty() && different.isEmpty()
                ? "all stand"
                : would("make", plan.missing()) + different;
    }

    private static String would(String verb, List<String> names) {
        return names.isEmpty() ? "" : "would " + verb + " " + String.join(", ", names) + " ";
    }

    private static String rules(FairleadConfig config, List<TopicReport> topics) {
        List<RuleFile> files = RulePublisher.files(config.rules());
        String version = RuleManifests.version(files);
        boolean topic = topics.stream()
                .anyMatch(report -> report.topic().equals(config.kafka().topic(Topic.RULES)) && !report.created());
        Optional<PublishedRuleSet> before = topic ? RuleSetSource.read(config.kafka()) : Optional.empty();
        return before.isPresent() && before.get().version().equals(version)
                ? "version " + version + " is in force"
                : "would publish version " + version + ", " + files.size() + " files"
                        + before.map(set -> ", in the place of " + set.version())
                                .orElse("");
    }
}
