// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.webhook;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.schemas.identity.Identity;
import io.fairlead.schemas.record.Alert;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Alerts that were too many to be sent one by one, as one message: {@code {"type":"alert.digest","timestamp":…,"data":{id,
 * count, since, until, levels, rules, of_further_rules, index, query}}}. It counts every alert, names the gravest rules with
 * one alert of each, and says where all of them are: in which index, and by which query (KQL).
 */
final class Digest {
    static final String INDEX = "logs-fairlead.alerts-*";
    /** Alerts of one digest; the next one takes the rest. */
    static final int MOST = 100_000;

    private static final int MOST_RULES = 1_000;
    private static final int SHOWN_RULES = 50;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final class Rule {
        private final String title;
        private final Level level;
        private final String example;
        private long count;

        private Rule(Alert alert) {
            this.title = alert.getRule().getTitle();
            this.level = Level.of(alert.getRule().getLevel());
            this.example = alert.getId();
        }
    }

    private static final Comparator<Rule> GRAVEST = Comparator.comparing((Rule rule) -> rule.level)
            .thenComparing(rule -> rule.count)
            .reversed();

    private final ConsumerRecord<byte[], byte[]> first;
    private final Set<String> ids = new LinkedHashSet<>();
    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final Map<Level, Long> levels = new LinkedHashMap<>();
    private Instant since = Instant.MAX;
    private Instant until = Instant.MIN;

    /** Begins with this record, to which a dead letter would refer. */
    Digest(ConsumerRecord<byte[], byte[]> first) {
        this.first = first;
    }

    void add(Alert alert) {
        ids.add(alert.getId());
        levels.merge(Level.of(alert.getRule().getLevel()), 1L, Long::sum);
        since = alert.getTime().isBefore(since) ? alert.getTime() : since;
        until = alert.getTime().isAfter(until) ? alert.getTime() : until;
        String id = alert.getRule().getId();
        if (rules.size() < MOST_RULES || rules.containsKey(id)) {
            rules.computeIfAbsent(id, unused -> new Rule(alert)).count++;
        }
    }

    boolean names(String alertId) {
        return ids.contains(alertId);
    }

    boolean isFull() {
        return ids.size() >= MOST;
    }

    Set<String> ids() {
        return ids;
    }

    int count() {
        return ids.size();
    }

    ConsumerRecord<byte[], byte[]> first() {
        return first;
    }

    /** The same for the same alerts. */
    String id() {
        return "digest-" + Identity.hash(ids.toArray(String[]::new));
    }

    byte[] body() {
        ObjectNode message = JSON.createObjectNode();
        message.put("type", "alert.digest").put("timestamp", until.toString());
        ObjectNode data = message.putObject("data");
        data.put("id", id()).put("count", ids.size());
        data.put("since", since.toString()).put("until", until.toString());
        ObjectNode byLevel = data.putObject("levels");
        levels.entrySet().stream()
                .sorted(Map.Entry.<Level, Long>comparingByKey().reversed())
                .forEach(level -> byLevel.put(level.getKey().name().toLowerCase(Locale.ROOT), level.getValue()));
        rules(data.putArray("rules"));
        long shown = rules.values().stream()
                .sorted(GRAVEST)
                .limit(SHOWN_RULES)
                .mapToLong(rule -> rule.count)
                .sum();
        data.put("of_further_rules", ids.size() - shown);
        data.put("index", INDEX);
        data.put("query", "@timestamp >= \"" + since + "\" and @timestamp <= \"" + until + "\"");
        return message.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void rules(ArrayNode array) {
        rules.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(GRAVEST))
                .limit(SHOWN_RULES)
                .forEach(entry -> array.addObject()
                        .put("id", entry.getKey())
                        .put("title", entry.getValue().title)
                        .put("level", entry.getValue().level.name().toLowerCase(Locale.ROOT))
                        .put("count", entry.getValue().count)
                        .put("example", entry.getValue().example));
    }
}
