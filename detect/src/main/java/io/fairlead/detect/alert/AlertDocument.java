// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.detect.rule.RuleInfo;
import io.fairlead.schemas.record.Evidence;
import io.fairlead.schemas.record.FieldMatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Collection;

/** An alert as an ECS document: {@code event.kind: alert}, entity fields of the evidence, the reason under fairlead.alert. */
final class AlertDocument {
    /** The ECS version the document follows. */
    static final String ECS_VERSION = "9.4.0";

    private static final JsonMapper JSON = new JsonMapper();

    private AlertDocument() {}

    static byte[] write(AlertFacts facts) {
        MergedEntities entities = MergedEntities.of(facts.entities());
        ObjectNode root = JSON.createObjectNode();
        root.put("@timestamp", facts.time().toString());
        root.put("message", AlertMessage.of(facts, entities));
        root.putObject("ecs").put("version", ECS_VERSION);
        root.putObject("data_stream").put("type", "logs").put("dataset", "fairlead.alerts");
        entities.writeTo(root);
        ObjectNode event = object(root, "event");
        event.put("kind", "alert");
        event.put("id", facts.id());
        event.put("dataset", "fairlead.alerts");
        event.put("severity", facts.rule().level().severity());
        event.put("ingested", facts.receivedAt().toString());
        rule(facts, root.putObject("rule"));
        texts(root, "tags", facts.rule().tags());
        Threats.write(facts.rule().tags(), root);
        related(entities, root);
        alert(facts, entities, object(object(root, "fairlead"), "alert"));
        return bytes(root);
    }

    static byte[] withReplay(ByteBuffer document, String replayId) {
        byte[] old = new byte[document.remaining()];
        document.duplicate().get(old);
        try {
            if (JSON.readTree(old) instanceof ObjectNode root) {
                object(object(root, "fairlead"), "alert").put("replay_id", replayId);
                return bytes(root);
            }
            return old;
        } catch (IOException noJson) {
            throw new UncheckedIOException("an alert's document is JSON of ours", noJson);
        }
    }

    private static void rule(AlertFacts facts, ObjectNode node) {
        RuleInfo rule = facts.rule();
        node.put("id", rule.id());
        node.put("name", rule.title());
        put(node, "description", rule.description());
        if (!rule.references().isEmpty()) {
            node.put("reference", rule.references().getFirst());
        }
        node.put("ruleset", facts.ruleSet());
        put(node, "author", rule.author());
    }

    private static void related(MergedEntities entities, ObjectNode root) {
        ObjectNode related = JSON.createObjectNode();
        texts(related, "user", entities.union("user.name", "user.effective.name"));
        texts(related, "ip", entities.union("source.ip"));
        texts(related, "hosts", entities.union("host.name", "kubernetes.node.name"));
        if (!related.isEmpty()) {
            root.set("related", related);
        }
    }

    private static void alert(AlertFacts facts, MergedEntities entities, ObjectNode node) {
        RuleInfo rule = facts.rule();
        node.put("level", rule.level().text());
        node.put("count", facts.count());
        facts.measured().ifPresent(measured -> node.put("measured", measured));
        node.put("rule_set", facts.ruleSet());
        node.put("rule_hash", rule.hash());
        node.put("language", rule.language());
        put(node, "triage", rule.triage());
        texts(node, "false_positives", rule.falsePositives());
        texts(node, "filters", facts.filters());
        texts(node, "explanation", AlertMessage.explanation(facts));
        put(node, "condition", facts.condition());
        if (!facts.group().isEmpty()) {
            ObjectNode group = node.putObject("group");
            facts.group().forEach(group::put);
        }
        facts.window()
                .ifPresent(window -> node.putObject("window")
                        .put("start", window.getStart().toString())
                        .put("end", window.getEnd().toString()));
        texts(
                node,
                "event_ids",
                facts.evidence().stream().map(Evidence::getEventId).distinct().toList());
        texts(node, "audit_ids", entities.union("kubernetes.audit.auditID"));
        ArrayNode evidence = node.putArray("evidence");
        facts.evidence().forEach(one -> evidence(one, evidence.addObject()));
    }

    private static void evidence(Evidence evidence, ObjectNode node) {
        node.put("event_id", evidence.getEventId());
        node.put("rule_id", evidence.getRuleId());
        node.put("dataset", evidence.getDataset());
        node.put("time", evidence.getTime().toString());
        ArrayNode matches = node.putArray("matches");
        for (FieldMatch match : evidence.getMatches()) {
            matches.addObject()
                    .put("selection", match.getSelection())
                    .put("field", match.getField())
                    .put("operator", match.getOperator())
                    .put("pattern", match.getPattern())
                    .put("value", match.getValue());
        }
    }

    /** The object under this key, made where it is missing. */
    static ObjectNode object(ObjectNode parent, String key) {
        JsonNode known = parent.get(key);
        return known instanceof ObjectNode object ? object : parent.putObject(key);
    }

    static void texts(ObjectNode node, String key, Collection<String> texts) {
        if (!texts.isEmpty()) {
            ArrayNode array = node.putArray(key);
            texts.forEach(array::add);
        }
    }

    private static void put(ObjectNode node, String key, String text) {
        if (!text.isEmpty()) {
            node.put(key, text);
        }
    }

    private static byte[] bytes(ObjectNode root) {
        try {
            return JSON.writeValueAsBytes(root);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("a tree of texts and numbers is JSON", impossible);
        }
    }
}
