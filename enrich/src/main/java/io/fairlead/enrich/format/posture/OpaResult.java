// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.posture;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.format.Fields;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a decision says. Policies may decide anything: a truth value, an object with one, an admission response, or the list
 * of what speaks against it; of everything else only that it was decided is known.
 */
enum OpaResult {
    ALLOWED("allowed", "success", List.of("allowed")),
    DENIED("denied", "failure", List.of("denied")),
    DECIDED("decided", "unknown", List.of("info")),
    FAILED("failed", "failure", List.of("error"));

    private static final Set<String> AGAINST = Set.of("deny", "denies", "violation", "violations", "denied");
    private static final List<String> FLAGS =
            List.of("result.allow", "result.allowed", "result.response.allowed", "result.decision", "result.result");
    private static final List<String> LISTS = List.of("result.deny", "result.violation", "result.violations");

    private final String action;
    private final String outcome;
    private final List<String> types;

    OpaResult(String action, String outcome, List<String> types) {
        this.action = action;
        this.outcome = outcome;
        this.types = types;
    }

    String action() {
        return action;
    }

    String outcome() {
        return outcome;
    }

    List<String> types() {
        return types;
    }

    static OpaResult of(Fields record) {
        if (record.at("error").isObject() || record.at("error").isTextual()) {
            return FAILED;
        }
        String path = record.text("path");
        boolean against = AGAINST.contains(path.substring(path.lastIndexOf('/') + 1));
        JsonNode result = record.at("result");
        if (result.isArray() || against && result.isObject()) {
            return against ? (result.isEmpty() ? ALLOWED : DENIED) : DECIDED;
        }
        String flag = result.isValueNode() ? record.text("result") : record.text(FLAGS.toArray(String[]::new));
        switch (flag.toLowerCase(Locale.ROOT)) {
            case "true", "allow", "allowed" -> {
                return against ? DENIED : ALLOWED;
            }
            case "false", "deny", "denied" -> {
                return against ? ALLOWED : DENIED;
            }
            default -> {
                return LISTS.stream().anyMatch(list -> !record.items(list).isEmpty()) ? DENIED : DECIDED;
            }
        }
    }
}
