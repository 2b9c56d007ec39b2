// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.component;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Fields;
import io.fairlead.enrich.json.JsonReader;
import io.fairlead.enrich.json.JsonTree;
import java.util.Optional;
import java.util.Set;

/** A line of the platform's own programs that the journal or syslog carries: only what the program wrote, its head is read already. */
public final class PlatformLine {
    private static final Set<String> RUNTIMES = Set.of("containerd", "dockerd", "crio", "cri-o");
    private static final Set<String> COMPONENTS = Set.of(
            "kubelet",
            "kube-apiserver",
            "kube-scheduler",
            "kube-controller-manager",
            "kube-proxy",
            "etcd",
            "hyperkube",
            "k3s",
            "k3s-agent",
            "rke2",
            "microk8s.daemon-kubelite");

    private PlatformLine() {}

    /**
     * Writes what a line says.
     *
     * @param program who wrote it
     * @param text what it wrote, redacted
     * @return where it lands; empty when it is no line of such a program
     */
    public static Optional<String> write(String program, String text, JsonReader reader, EcsDocument document) {
        if (RUNTIMES.contains(program)) {
            Optional<ObjectNode> line = Logfmt.line(text)
                    .map(RuntimeLogFormat::record)
                    .or(() -> json(text, reader))
                    .filter(record -> record.path("msg").isTextual()
                            && record.path("level").isTextual());
            line.ifPresent(record -> RuntimeLogFormat.write(new Fields(record), document));
            document.text("service.name", line.isPresent() ? program : "");
            return line.map(any -> "container_runtime.log");
        } else if (COMPONENTS.contains(program)) {
            Optional<ObjectNode> line = KlogLine.of(text)
                    .map(KubernetesComponentFormat::record)
                    .or(() -> json(text, reader).filter(KubernetesComponentFormat::isLine));
            line.ifPresent(record -> KubernetesComponentFormat.write(new Fields(record), document));
            document.text("service.name", line.isPresent() ? program : "");
            return line.map(any -> "kubernetes.component_logs");
        }
        return Optional.empty();
    }

    /**
     * Writes what a line of a managed control plane says, whose program the cloud does not tell apart: klog, and the lines of
     * EKS' authenticator.
     *
     * @param text the line, redacted
     * @return where it lands; empty when it is neither
     */
    public static Optional<String> ofControlPlane(String text, JsonReader reader, EcsDocument document) {
        Optional<ObjectNode> line = KlogLine.of(text)
                .map(KubernetesComponentFormat::record)
                .or(() -> json(text, reader).filter(KubernetesComponentFormat::isLine));
        line.ifPresent(record -> KubernetesComponentFormat.write(new Fields(record), document));
        return line.isPresent() || AuthenticatorLine.write(text, document)
                ? Optional.of("kubernetes.component_logs")
                : Optional.empty();
    }

    private static Optional<ObjectNode> json(String text, JsonReader reader) {
        return text.startsWith("{")
                        && reader.read(text) instanceof JsonTree.Read read
                        && read.root() instanceof ObjectNode root
                ? Optional.of(root)
                : Optional.empty();
    }
}
