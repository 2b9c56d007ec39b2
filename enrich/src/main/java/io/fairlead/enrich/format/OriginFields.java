// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.ecs.FieldNames;
import io.fairlead.enrich.ecs.Flattened;
import java.util.Map;
import java.util.TreeMap;

/** ECS fields that come from where a record was taken in, not from its bytes. */
public final class OriginFields {
    private OriginFields() {}

    /** Writes host, cluster, file and pod, and every other attribute under {@code attributes}: the pod is the one that speaks. */
    public static void write(Source source, EcsDocument document) {
        Map<String, String> rest = place(source, document);
        String namespace = rest.remove("k8s.namespace");
        String pod = rest.remove("k8s.pod");
        String container = rest.remove("k8s.container");
        document.text("kubernetes.namespace", namespace)
                .text("kubernetes.pod.name", pod)
                .text("kubernetes.pod.uid", rest.remove("k8s.pod_uid"))
                .text("kubernetes.container.name", container)
                .text("container.name", container);
        if (pod != null) {
            document.text("orchestrator.type", "kubernetes")
                    .text("orchestrator.namespace", namespace)
                    .text("orchestrator.resource.type", "pods")
                    .text("orchestrator.resource.name", pod);
        }
        attributes(rest, document);
    }

    /**
     * As {@link #write}, for a record that tells of something else than the program that wrote it: the pod that carried the
     * record is not its subject, and is told under {@code attributes} with the rest.
     */
    public static void carried(Source source, EcsDocument document) {
        attributes(place(source, document), document);
    }

    private static Map<String, String> place(Source source, EcsDocument document) {
        Map<String, String> rest = new TreeMap<>(source.attributes());
        rest.remove("cri.stream");
        String path = rest.remove("path");
        document.text("host.name", source.origin().getNode())
                .text("orchestrator.cluster.name", source.origin().getCluster())
                .text("log.file.path", path);
        Long sequence = source.origin().getSequence();
        if (sequence != null && path != null) {
            document.number("log.offset", sequence);
        }
        return rest;
    }

    private static void attributes(Map<String, String> rest, EcsDocument document) {
        if (!rest.isEmpty()) {
            ObjectNode attributes = JsonNodeFactory.instance.objectNode();
            rest.forEach(attributes::put);
            document.node("attributes", Flattened.of(FieldNames.repaired(attributes)));
        }
    }
}
