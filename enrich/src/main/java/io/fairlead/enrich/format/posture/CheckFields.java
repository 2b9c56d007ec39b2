// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.posture;

import io.fairlead.enrich.ecs.EcsDocument;
import java.util.List;
import java.util.Locale;

/** The fields of a check's result, with the names of Elastic's posture findings: {@code rule}, {@code result}, {@code resource}. */
final class CheckFields {
    private CheckFields() {}

    /**
     * Writes a result.
     *
     * @param tool who checked
     * @param status the tool's own word for the result
     * @param rule the check's id; may be empty
     * @param name what is checked
     */
    static void result(
            String tool, Evaluation evaluation, String status, String rule, String name, EcsDocument document) {
        String about = rule.isEmpty() || name.isEmpty() ? rule + name : rule + " " + name;
        common(tool, document);
        document.text("event.action", "configuration-checked")
                .text("event.outcome", evaluation.outcome())
                .text("result.evaluation", evaluation.text())
                .text("result.status", status.toLowerCase(Locale.ROOT))
                .text("rule.id", rule)
                .text("rule.name", name.isEmpty() ? rule : name)
                .text("message", evaluation.text() + ": " + about);
    }

    /** Writes that a report holds no result. */
    static void nothing(String tool, EcsDocument document) {
        common(tool, document);
        document.text("event.action", "configuration-scanned")
                .text("event.outcome", "unknown")
                .number("result.count", 0)
                .text("message", "a report of " + tool + " without results");
    }

    /** Writes what an object of a cluster is. */
    static void resource(String kind, String name, String namespace, String apiVersion, EcsDocument document) {
        String type = kind.toLowerCase(Locale.ROOT);
        document.text("resource.type", type)
                .text("resource.name", name)
                .text("orchestrator.type", kind.isEmpty() ? "" : "kubernetes")
                .text("orchestrator.namespace", namespace)
                .text("orchestrator.api_version", apiVersion)
                .text("orchestrator.resource.type", type)
                .text("orchestrator.resource.name", name)
                .text("kubernetes.namespace", namespace);
        if (kind.equals("Pod")) {
            document.text("kubernetes.pod.name", name);
        }
    }

    private static void common(String tool, EcsDocument document) {
        document.text("event.kind", "state")
                .texts("event.category", List.of("configuration"))
                .texts("event.type", List.of("info"))
                .text("observer.product", tool);
    }
}
