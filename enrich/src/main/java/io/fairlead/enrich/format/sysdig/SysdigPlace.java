// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.sysdig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where in a cluster it was, by Sysdig's labels, which are flat names with dots. */
final class SysdigPlace {
    private static final Set<String> WORKLOADS =
            Set.of("deployment", "daemonset", "statefulset", "replicaset", "job", "cronjob");
    private static final SortedMap<String, String> NAMED = new TreeMap<>(Map.of(
            "kubernetes.node.name", "kubernetes.node.name",
            "kubernetes.deployment.name", "kubernetes.deployment.name",
            "kubernetes.daemonSet.name", "kubernetes.daemonset.name",
            "kubernetes.statefulSet.name", "kubernetes.statefulset.name",
            "kubernetes.replicaSet.name", "kubernetes.replicaset.name",
            "kubernetes.job.name", "kubernetes.job.name",
            "kubernetes.cronJob.name", "kubernetes.cronjob.name",
            "container.label.io.kubernetes.container.name", "kubernetes.container.name"));

    private SysdigPlace() {}

    static void write(ObjectNode labels, EcsDocument document) {
        NAMED.forEach((from, to) -> document.text(to, text(labels, from)));
        String cluster = text(labels, "kubernetes.cluster.name");
        String digest = text(labels, "container.image.digest");
        String kind = text(labels, "kubernetes.workload.type");
        String workload = kind.toLowerCase(Locale.ROOT);
        document.textIfAbsent("orchestrator.cluster.name", cluster)
                .text("orchestrator.type", cluster.isEmpty() ? "" : "kubernetes")
                .text("orchestrator.resource.parent.type", kind)
                .texts("container.image.hash.all", digest.isEmpty() ? List.of() : List.of(digest));
        if (WORKLOADS.contains(workload)) {
            document.textIfAbsent("kubernetes." + workload + ".name", text(labels, "kubernetes.workload.name"));
        }
        pod(text(labels, "kubernetes.namespace.name"), text(labels, "kubernetes.pod.name"), document);
    }

    /** Writes a pod; one that is not named is none. */
    static void pod(String namespace, String pod, EcsDocument document) {
        document.text("kubernetes.namespace", namespace).text("orchestrator.namespace", namespace);
        if (!pod.isEmpty()) {
            document.text("kubernetes.pod.name", pod)
                    .text("orchestrator.type", "kubernetes")
                    .text("orchestrator.resource.type", "pods")
                    .text("orchestrator.resource.name", pod);
        }
    }

    private static String text(ObjectNode labels, String name) {
        JsonNode value = labels.path(name);
        String text = value.isValueNode() ? value.asText() : "";
        return text.equals("<NA>") || text.equals("null") ? "" : text;
    }
}
