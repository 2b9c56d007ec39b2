// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.component;

import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Fields;

/**
 * The pod that a component tells of: {@code pod="NAMESPACE/NAME"} in text, an object with both in JSON. It is the line's own
 * where the line came from no pod. Source: klog, {@code KObj}.
 */
final class ToldPod {
    private ToldPod() {}

    static void write(Fields record, EcsDocument document) {
        String said = record.text("pod");
        int slash = said.indexOf('/');
        String name = slash < 0 ? record.text("pod.name") : said.substring(slash + 1);
        String namespace = slash < 0 ? record.text("pod.namespace") : said.substring(0, slash);
        if (name.isEmpty()
                || namespace.isEmpty()
                || !document.get("kubernetes.pod.name").isEmpty()) {
            return;
        }
        String container = record.text("containerName");
        document.text("kubernetes.namespace", namespace)
                .text("kubernetes.pod.name", name)
                .text("kubernetes.pod.uid", record.text("podUID"))
                .text("kubernetes.container.name", container)
                .text("container.name", container)
                .text("orchestrator.type", "kubernetes")
                .text("orchestrator.namespace", namespace)
                .text("orchestrator.resource.type", "pods")
                .text("orchestrator.resource.name", name);
    }
}
