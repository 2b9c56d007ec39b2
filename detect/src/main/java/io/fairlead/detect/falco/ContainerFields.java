// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.falco.FieldDefinition.Argument;
import io.fairlead.detect.rule.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The fields of one kind of container in a pod: {@code containers}, {@code initContainers}, {@code ephemeralContainers}. */
final class ContainerFields {
    private final String spec;
    private final String kind;

    ContainerFields(String spec, String kind) {
        this.spec = spec;
        this.kind = kind;
    }

    void addTo(Map<String, FieldDefinition> fields) {
        String prefix = "ka.req.pod." + kind + ".";
        each(fields, prefix + "name", "name");
        each(fields, prefix + "image", "image");
        each(fields, prefix + "command", "command");
        each(fields, prefix + "args", "args");
        each(fields, prefix + "privileged", "securityContext", "privileged");
        each(fields, prefix + "allow_privilege_escalation", "securityContext", "allowPrivilegeEscalation");
        each(fields, prefix + "read_only_fs", "securityContext", "readOnlyRootFilesystem");
        each(fields, prefix + "run_as_user", "securityContext", "runAsUser");
        each(fields, prefix + "run_as_group", "securityContext", "runAsGroup");
        each(fields, prefix + "proc_mount", "securityContext", "procMount");
        each(fields, prefix + "add_capabilities", "securityContext", "capabilities", "add");
        put(fields, prefix + "image.repository", ContainerFields::repositories);
        put(fields, prefix + "host_port", ContainerFields::ports);
        effective(fields, prefix + "eff_run_as_user", "runAsUser");
        effective(fields, prefix + "eff_run_as_group", "runAsGroup");
        if (kind.equals("containers")) {
            first(fields, "ka.req.container.image", first -> AuditFields.below(first, "image"));
            first(fields, "ka.req.container.image.repository", ContainerFields::repositories);
            fields.put(
                    "ka.req.container.privileged",
                    new FieldDefinition(
                            List.of(spec + "." + kind),
                            false,
                            Argument.NONE,
                            (trees, unused) -> anyPrivileged(trees.getFirst())));
        }
    }

    private interface Reading {
        List<String> of(List<Tree> containers);
    }

    private void each(Map<String, FieldDefinition> fields, String name, String... steps) {
        put(fields, name, containers -> AuditFields.below(containers, steps));
    }

    private void put(Map<String, FieldDefinition> fields, String name, Reading reading) {
        fields.put(
                name,
                new FieldDefinition(
                        List.of(spec + "." + kind),
                        true,
                        Argument.INDEX,
                        (trees, index) -> reading.of(AuditFields.picked(trees.getFirst(), index))));
    }

    private void first(Map<String, FieldDefinition> fields, String name, Reading reading) {
        fields.put(
                name,
                new FieldDefinition(
                        List.of(spec + "." + kind),
                        false,
                        Argument.NONE,
                        (trees, unused) -> reading.of(AuditFields.picked(trees.getFirst(), "0"))));
    }

    /** A container's own value, else the pod's, else 0. */
    private void effective(Map<String, FieldDefinition> fields, String name, String key) {
        fields.put(
                name,
                new FieldDefinition(
                        List.of(spec + "." + kind, spec + ".securityContext"), true, Argument.INDEX, (trees, index) -> {
                            Tree ofPod = trees.getLast().at(key);
                            List<String> texts = new ArrayList<>();
                            for (Tree container : AuditFields.picked(trees.getFirst(), index)) {
                                Tree own = container.at("securityContext").at(key);
                                Tree effective = own.isNothing() ? ofPod : own;
                                if (!container.isNothing()) {
                                    texts.add(effective.isNothing() ? "0" : effective.text());
                                }
                            }
                            return texts;
                        }));
    }

    private static List<String> repositories(List<Tree> containers) {
        return AuditFields.below(containers, "image").stream()
                .map(ContainerFields::repository)
                .toList();
    }

    /** An image without digest and tag; the port of a registry is no tag. */
    static String repository(String image) {
        int digest = image.indexOf('@');
        String named = digest < 0 ? image : image.substring(0, digest);
        int colon = named.lastIndexOf(':');
        return colon > named.lastIndexOf('/') ? named.substring(0, colon) : named;
    }

    /** Host ports; a container port where none is given, since on the host's network it is one. */
    private static List<String> ports(List<Tree> containers) {
        List<String> ports = new ArrayList<>();
        for (Tree container : containers) {
            for (Tree port : container.at("ports").items()) {
                Tree onHost = port.at("hostPort");
                ports.addAll(AuditFields.single(onHost.isNothing() ? port.at("containerPort") : onHost));
            }
        }
        return ports;
    }

    private static List<String> anyPrivileged(Tree containers) {
        if (!(containers instanceof Tree.Items)) {
            return List.of();
        }
        boolean any = AuditFields.below(containers.items(), "securityContext", "privileged")
                .contains("true");
        return List.of(Boolean.toString(any));
    }
}
