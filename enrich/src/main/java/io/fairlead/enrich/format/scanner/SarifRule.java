// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.scanner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fairlead.enrich.format.report.Finding;
import java.util.List;

/**
 * What the tool says of a result's rule: the rule stands in the tool's driver or in one of its extensions, and is found by index or
 * by id. Source: SARIF 2.1.0, sections 3.27.5 to 3.27.7, 3.52 (reportingDescriptorReference) and 3.11 (message).
 */
final class SarifRule {
    private static final int LONGEST_INDEX = 6;
    private static final int MOST_ARGUMENTS = 16;

    private SarifRule() {}

    /** The id of the rule, wherever the result has it. */
    static String id(Finding result) {
        String id = result.text("ruleId", "rule/id");
        return id.isEmpty() ? of(result).path("id").asText() : id;
    }

    /** The rule; a missing node when the report does not have it. */
    static JsonNode of(Finding result) {
        String id = result.text("ruleId", "rule/id");
        String extension = result.text("rule/toolComponent/index");
        String where = isIndex(extension) ? "../tool/extensions/" + extension + "/rules" : "../tool/driver/rules";
        JsonNode indexed = at(result, where, result.text("rule/index", "ruleIndex"));
        if (!indexed.isMissingNode() && (id.isEmpty() || isOf(indexed, id))) {
            return indexed;
        }
        for (String list : List.of("../tool/driver/rules", "../tool/extensions/*/rules")) {
            for (JsonNode rules : result.nodes(list)) {
                for (JsonNode rule : rules) {
                    if (rule.path("id").asText().equals(id)) {
                        return rule;
                    }
                }
            }
        }
        return MissingNode.getInstance();
    }

    /** A rule's id, or one below it: {@code CA1000/1} is of {@code CA1000}. */
    private static boolean isOf(JsonNode rule, String id) {
        String known = rule.path("id").asText();
        return id.equals(known) || known.isEmpty() || id.startsWith(known + "/");
    }

    private static JsonNode at(Finding result, String list, String index) {
        if (!isIndex(index)) {
            return MissingNode.getInstance();
        }
        List<JsonNode> rules = result.nodes(list);
        return rules.isEmpty() ? MissingNode.getInstance() : rules.get(0).path(Integer.parseInt(index));
    }

    private static boolean isIndex(String text) {
        return !text.isEmpty() && text.length() < LONGEST_INDEX && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** The result's own level, else the one that its rule has by default, else a warning; of what is no failure there is none. */
    static String level(Finding result, JsonNode rule) {
        String own = result.text("level");
        if (!own.isEmpty()) {
            return own;
        }
        String kind = result.text("kind");
        if (!kind.isEmpty() && !kind.equals("fail")) {
            return "none";
        }
        String usual = rule.at("/defaultConfiguration/level").asText();
        return usual.isEmpty() ? "warning" : usual;
    }

    /** The message: its text, or that of the rule by its id, with its arguments. */
    static String message(Finding result, JsonNode rule) {
        String text = result.text("message/text", "message/markdown");
        if (text.isEmpty()) {
            JsonNode strings = rule.path("messageStrings").path(result.text("message/id"));
            text = strings.path("text").asText();
        }
        JsonNode arguments = result.value().path("message").path("arguments");
        for (int i = 0; i < Math.min(arguments.size(), MOST_ARGUMENTS); i++) {
            text = text.replace("{" + i + "}", arguments.path(i).asText());
        }
        return text;
    }

    /** The path of the file, in the result or among the run's artifacts. */
    static String file(Finding result) {
        String uri = result.text("locations/0/physicalLocation/artifactLocation/uri");
        String index = result.text("locations/0/physicalLocation/artifactLocation/index");
        if (uri.isEmpty() && isIndex(index)) {
            for (JsonNode artifacts : result.nodes("../artifacts")) {
                uri = artifacts
                        .path(Integer.parseInt(index))
                        .at("/location/uri")
                        .asText();
            }
        }
        return uri.isEmpty() ? result.text("locations/0/logicalLocations/0/fullyQualifiedName") : uri;
    }
}
