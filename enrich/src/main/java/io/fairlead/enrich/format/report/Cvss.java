// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import io.fairlead.enrich.ecs.EcsDocument;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Scores of the Common Vulnerability Scoring System. Of several, one of version 3 is told before one of 4, and that before one
 * of 2: it is what severities are made of. Sources: FIRST, CVSS 2.0, 3.1 and 4.0, vector strings; CycloneDX, {@code scoreMethod}.
 */
public final class Cvss {
    private static final Pattern VERSION = Pattern.compile("(?:CVSS:?[Vv]?|^[Vv]?)([234])(?:\\.?([01]))?(?![0-9])");
    private static final Pattern SECOND = Pattern.compile("(?:^|[(/])Au:[MSN]/");
    private static final int UNKNOWN = 0;
    private static final int OLD = 1;
    private static final int NEWEST = 2;
    private static final int USUAL = 3;

    private Cvss() {}

    /** The version that a number, a method or a vector tells: {@code 3.1}, {@code CVSSv31}, {@code CVSS:3.1/AV:N/…}; or empty. */
    public static String version(String text) {
        Matcher matcher = VERSION.matcher(text);
        if (matcher.find()) {
            return matcher.group(1) + "." + (matcher.group(2) == null ? "0" : matcher.group(2));
        }
        return SECOND.matcher(text).find() ? "2.0" : "";
    }

    /** Writes a score, when it is one, and its version where that is known; whether it is one. */
    public static boolean write(JsonNode score, String version, EcsDocument document) {
        Optional<Double> number = number(score);
        number.ifPresent(base -> document.node("vulnerability.score.base", DoubleNode.valueOf(base))
                .text("vulnerability.score.version", version));
        return number.isPresent();
    }

    /** Writes the best of these, each with its score at the first path and its version at the others; the one that it is. */
    public static Optional<JsonNode> best(
            List<JsonNode> ratings, String score, List<String> versions, EcsDocument document) {
        Optional<JsonNode> best = Optional.empty();
        int highest = -1;
        for (JsonNode rating : ratings) {
            String version = versions.stream()
                    .map(path -> version(rating.at("/" + path).asText()))
                    .filter(text -> !text.isEmpty())
                    .findFirst()
                    .orElse("");
            if (rank(version) > highest && write(rating.at("/" + score), version, document)) {
                best = Optional.of(rating);
                highest = rank(version);
            }
        }
        return best;
    }

    private static int rank(String version) {
        if (version.isEmpty()) {
            return UNKNOWN;
        }
        return switch (version.charAt(0)) {
            case '3' -> USUAL;
            case '4' -> NEWEST;
            default -> OLD;
        };
    }

    private static Optional<Double> number(JsonNode score) {
        return score.isNumber() ? Optional.of(score.asDouble()) : Numbers.of(score.asText());
    }
}
