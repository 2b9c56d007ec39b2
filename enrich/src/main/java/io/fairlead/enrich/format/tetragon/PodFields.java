// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.tetragon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.ecs.FieldNames;
import io.fairlead.enrich.ecs.Flattened;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The pod and container that a process ran in. */
final class PodFields {
    private static final Set<String> WORKLOADS =
            Set.of("deployment", "daemonset", "statefulset", "replicaset", "job", "cronjob");

    private PodFields() {}

    static void write(ObjectNode pod, EcsDocument document) {
        String name = Json.text(pod, "name");
        if (name.isEmpty()) {
            return;
        }
        String namespace = Json.text(pod, "namespace");
        String kind = Json.text(pod, "workload_kind");
        document.text("kubernetes.namespace", namespace)
                .text("kubernetes.pod.name", name)
                .text("kubernetes.pod.uid", Json.text(pod, "uid"))
                .text("orchestrator.type", "kubernetes")
                .text("orchestrator.namespace", namespace)
                .text("orchestrator.resource.type", "pods")
                .text("orchestrator.resource.name", name)
                .text("orchestrator.resource.parent.type", kind);
        String workload = kind.toLowerCase(Locale.ROOT);
        if (WORKLOADS.contains(workload)) {
            document.text("kubernetes." + workload + ".name", Json.text(pod, "workload"));
        }
        ObjectNode labels = Json.object(pod, "pod_labels");
        if (!labels.isEmpty()) {
            document.node("kubernetes.labels", Flattened.of(FieldNames.repaired(labels)));
        }
        container(Json.object(pod, "container"), document);
    }

    private static void container(ObjectNode container, EcsDocument document) {
        String id = Json.text(container, "id");
        int scheme = id.indexOf("://");
        String name = Json.text(container, "name");
        document.text("container.id", scheme < 0 ? id : id.substring(scheme + 3))
                .text("container.runtime", scheme < 0 ? "" : id.substring(0, scheme))
                .text("container.name", name)
                .text("kubernetes.container.name", name);
        ObjectNode image = Json.object(container, "image");
        String full = Json.text(image, "name");
        int digest = full.indexOf('@');
        String tagged = digest < 0 ? full : full.substring(0, digest);
        int colon = tagged.lastIndexOf(':');
        boolean tag = colon > tagged.lastIndexOf('/');
        document.text("container.image.name", tag ? tagged.substring(0, colon) : tagged)
                .text("container.image.tag", tag ? tagged.substring(colon + 1) : "")
                .text("kubernetes.container.image", full);
        String pulled = Json.text(image, "id");
        int at = pulled.lastIndexOf('@');
        if (at >= 0) {
            document.texts("container.image.hash.all", List.of(pulled.substring(at + 1)));
        }
    }
}
