// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.component;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.fairlead.enrich.ecs.EcsDocument;
import java.util.Map;
import java.util.Optional;

/**
 * Which pod, container or image a container runtime speaks of: it writes them into its sentences. Source: containerd,
 * internal/cri; CRI-O, server.
 */
final class RuntimeMessage {
    private static final int LONGEST = 4_096;
    private static final Pattern SANDBOX =
            Pattern.compile("PodSandboxMetadata\\{Name:([^,}]+),Uid:([^,}]*),Namespace:([^,}]+)");
    private static final Pattern SANDBOX_ID = Pattern.compile("[sS]andbox(?: id)? (?:for )?\"([0-9a-f]{4,64})\"");
    private static final Pattern CONTAINER = Pattern.compile("&ContainerMetadata\\{Name:([^,}]+)");
    private static final Pattern CONTAINER_ID = Pattern.compile(
            "(?:Container|ExecSync|Exec|Attach|ContainerStatus)(?: for| of| from| with)? \"([0-9a-f]{4,64})\""
                    + "|returns container id \"([0-9a-f]{4,64})\"|ContainerID:([0-9a-f]{4,64})");
    private static final Pattern IMAGE = Pattern.compile(
            "PullImage \"([^\"]+)\"|Image(?:Create|Update|Delete)\\{Name:([^,}]+)|Pull(?:ing|ed) image: (\\S+)");
    private static final Pattern EXIT = Pattern.compile("ExitStatus:(\\d{1,3})\\b");
    private static final Pattern CRIO =
            Pattern.compile("(Created|Started|Stopped|Removed) container ([0-9a-f]{12,64}): ([^/ ]+)/([^/ ]+)/(\\S+)");
    private static final Pattern CRIO_SANDBOX = Pattern.compile(
            "(Running|Ran) pod sandbox(?: ([0-9a-f]{12,64}) with infra container)?: ([^/ ]+)/([^/ ]+)/POD");

    /** What CRI-O tells of, in the words of the interface. */
    private static final Map<String, String> ACTIONS = Map.of(
            "Created", "CreateContainer",
            "Started", "StartContainer",
            "Stopped", "StopContainer",
            "Removed", "RemoveContainer",
            "Running", "RunPodSandbox",
            "Ran", "RunPodSandbox");

    private RuntimeMessage() {}

    static void write(String whole, String sandboxId, EcsDocument document) {
        String message = whole.substring(0, Math.min(LONGEST, whole.length()));
        Matcher pod = SANDBOX.matcher(message);
        if (pod.find()) {
            pod(pod.group(3), pod.group(1), document);
            document.text("kubernetes.pod.uid", pod.group(2));
        }
        document.text(sandboxId, first(SANDBOX_ID, message).orElse(""));
        first(CONTAINER, message).ifPresent(name -> container(name, document));
        first(CONTAINER_ID, message).ifPresent(id -> document.textIfAbsent("container.id", id));
        first(IMAGE, message).ifPresent(image -> image(image, document));
        first(EXIT, message).ifPresent(code -> document.number("process.exit_code", Integer.parseInt(code)));
        Matcher made = CRIO.matcher(message);
        if (made.find()) {
            document.text("event.action", ACTIONS.get(made.group(1))).text("container.id", made.group(2));
            pod(made.group(3), made.group(4), document);
            container(made.group(5), document);
        }
        Matcher ran = CRIO_SANDBOX.matcher(message);
        if (ran.find()) {
            document.text("event.action", ACTIONS.get(ran.group(1))).text(sandboxId, ran.group(2));
            pod(ran.group(3), ran.group(4), document);
        }
    }

    private static void pod(String namespace, String pod, EcsDocument document) {
        document.text("kubernetes.namespace", namespace)
                .text("kubernetes.pod.name", pod)
                .text("orchestrator.type", "kubernetes")
                .text("orchestrator.namespace", namespace)
                .text("orchestrator.resource.type", "pods")
                .text("orchestrator.resource.name", pod);
    }

    private static void container(String name, EcsDocument document) {
        document.text("container.name", name).text("kubernetes.container.name", name);
    }

    private static void image(String image, EcsDocument document) {
        int at = image.indexOf('@');
        String tagged = at < 0 ? image : image.substring(0, at);
        int colon = tagged.lastIndexOf(':');
        boolean tag = colon > tagged.lastIndexOf('/') && !tagged.startsWith("sha256:");
        document.text("container.image.name", tag ? tagged.substring(0, colon) : tagged)
                .text("container.image.tag", tag ? tagged.substring(colon + 1) : "");
    }

    /** The first group of the first match that matched anything. */
    private static Optional<String> first(Pattern pattern, String message) {
        Matcher match = pattern.matcher(message);
        if (match.find()) {
            for (int i = 1; i <= match.groupCount(); i++) {
                if (match.group(i) != null) {
                    return Optional.of(match.group(i));
                }
            }
        }
        return Optional.empty();
    }
}
