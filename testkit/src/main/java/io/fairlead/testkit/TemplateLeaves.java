// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fairlead.schemas.elasticsearch.ElasticsearchTemplate;
import io.fairlead.schemas.elasticsearch.ElasticsearchTemplates;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What the templates say of the fields of a dataset: which paths are typed leaves that every query language reaches. */
public final class TemplateLeaves {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FLATTENED = "flattened";
    private static final Map<String, TemplateLeaves> KNOWN = new ConcurrentHashMap<>();

    private final TreeMap<String, String> types = new TreeMap<>();

    private TemplateLeaves() {}

    /** The fields of a dataset; an exception when no template covers it. */
    public static TemplateLeaves of(String dataset) {
        return KNOWN.computeIfAbsent(dataset, TemplateLeaves::read);
    }

    private static TemplateLeaves read(String dataset) {
        Map<String, JsonNode> parts = new HashMap<>();
        for (ElasticsearchTemplate template : ElasticsearchTemplates.all(0, Duration.ofDays(1))) {
            JsonNode body = json(template.body());
            JsonNode mappings = body.at("/template/mappings");
            if (template.kind() == ElasticsearchTemplate.Kind.COMPONENT) {
                parts.put(template.name(), mappings);
            } else if (has(body.path("index_patterns"), "logs-" + dataset + "-*")) {
                TemplateLeaves leaves = new TemplateLeaves();
                body.path("composed_of")
                        .forEach(part -> leaves.add("", parts.getOrDefault(part.asText(), MissingNode.getInstance())));
                leaves.add("", mappings);
                return leaves;
            }
        }
        throw new IllegalArgumentException("no template is for the dataset " + dataset);
    }

    private static boolean has(JsonNode list, String text) {
        for (JsonNode item : list) {
            if (item.asText().equals(text)) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a template is no JSON", broken);
        }
    }

    private void add(String path, JsonNode mapping) {
        for (Map.Entry<String, JsonNode> field : mapping.path("properties").properties()) {
            String name = path + field.getKey();
            JsonNode type = field.getValue().path("type");
            types.put(name, type.isTextual() ? type.textValue() : "object");
            add(name + ".", field.getValue());
            for (Map.Entry<String, JsonNode> other :
                    field.getValue().path("fields").properties()) {
                types.put(
                        name + "." + other.getKey(),
                        other.getValue().path("type").asText());
            }
        }
    }

    /** The type of a field, {@code object} for one that holds others, and an empty text where nothing is mapped. */
    public String type(String path) {
        return types.getOrDefault(path, types.containsKey(firstBelow(path)) ? "object" : "");
    }

    /** Whether a path is a leaf of its own that queries read by value: neither absent, nor in or of a flattened field. */
    public boolean isTyped(String path) {
        String type = type(path);
        return !type.isEmpty() && !type.equals("object") && !type.equals("nested") && !type.equals(FLATTENED);
    }

    /** Whether a path holds others of which one at least is a typed leaf. */
    public boolean holdsTyped(String path) {
        return types.subMap(path + ".", path + "/").keySet().stream().anyMatch(this::isTyped);
    }

    /** Whether a path lies in a flattened field, or is one. */
    public boolean isFlattened(String path) {
        String part = path;
        while (!part.isEmpty()) {
            if (types.getOrDefault(part, "").equals(FLATTENED)) {
                return true;
            }
            part = part.substring(0, Math.max(0, part.lastIndexOf('.')));
        }
        return false;
    }

    private String firstBelow(String path) {
        String next = types.ceilingKey(path + ".");
        return next != null && next.startsWith(path + ".") ? next : "";
    }
}
