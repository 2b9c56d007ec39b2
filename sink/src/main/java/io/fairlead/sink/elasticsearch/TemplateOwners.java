// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairlead.schemas.elasticsearch.ElasticsearchTemplate;
import io.fairlead.schemas.elasticsearch.ElasticsearchTemplate.Kind;
import io.fairlead.sink.elasticsearch.ElasticsearchConnection.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Finds index templates of other owners that would win over ours. Elasticsearch takes, of the templates whose patterns
 * match a new index, the one of the highest priority, whole: documents would be stored with somebody else's types.
 */
final class TemplateOwners {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TemplateOwners() {}

    /** One sentence for each template that stands before one of ours; empty when all is well. */
    static List<String> inTheWay(ElasticsearchConnection connection, List<ElasticsearchTemplate> ours)
            throws IOException {
        Answer answer = connection.get("/_index_template?filter_path=index_templates.name,"
                + "index_templates.index_template.index_patterns,index_templates.index_template.priority");
        if (answer.status() == 404) {
            return List.of();
        }
        if (!answer.ok()) {
            throw new IOException("reading index templates: " + answer.reason());
        }
        Map<String, JsonNode> bodies = new LinkedHashMap<>();
        for (ElasticsearchTemplate template : ours) {
            if (template.kind() == Kind.INDEX) {
                bodies.put(template.name(), JSON.readTree(template.body()));
            }
        }
        List<String> sentences = new ArrayList<>();
        for (JsonNode other : answer.body().path("index_templates")) {
            if (!bodies.containsKey(other.path("name").asText())) {
                bodies.forEach((name, body) -> conflict(other, name, body, sentences));
            }
        }
        return sentences;
    }

    private static void conflict(JsonNode other, String ours, JsonNode body, List<String> sentences) {
        long priority = body.path("priority").asLong();
        long theirs = other.path("index_template").path("priority").asLong();
        if (theirs < priority) {
            return;
        }
        for (JsonNode pattern : body.path("index_patterns")) {
            String stream = pattern.asText().replace("*", "default");
            for (JsonNode their : other.path("index_template").path("index_patterns")) {
                if (matches(their.asText(), stream)) {
                    sentences.add("the index template '" + other.path("name").asText() + "' of another owner (pattern "
                            + their.asText() + ", priority " + theirs + ") stands before '" + ours
                            + "' (priority " + priority + "): lower its priority below " + priority
                            + " or narrow its pattern");
                    return;
                }
            }
        }
    }

    private static boolean matches(String pattern, String name) {
        return Pattern.matches("\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E", name);
    }
}
