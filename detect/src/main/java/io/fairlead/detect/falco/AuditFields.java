// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.falco.FieldDefinition.Argument;
import io.fairlead.detect.rule.Tree;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields {@code ka.*} of Kubernetes audit events, by the names of Falco's k8saudit plugin. A container, a volume or a
 * rule that lacks a value adds none to a list.
 */
final class AuditFields {
    private final String base;
    private final Map<String, FieldDefinition> fields = new HashMap<>();

    private AuditFields(String base) {
        this.base = base;
    }

    /**
     * All of them.
     *
     * @param base where the audit event stands in the document: empty, or a path that ends in a dot
     */
    static Map<String, FieldDefinition> of(String base) {
        AuditFields all = new AuditFields(base);
        all.request();
        all.annotations();
        all.target();
        all.pod();
        all.others();
        for (String kind : List.of("containers", "initContainers", "ephemeralContainers")) {
            new ContainerFields(base + "requestObject.spec", kind).addTo(all.fields);
        }
        return Map.copyOf(all.fields);
    }

    private void request() {
        one("ka.auditid", "auditID");
        one("ka.stage", "stage");
        one("ka.user.name", "user.username");
        list("ka.user.groups", "user.groups", Argument.NONE);
        one("ka.impuser.name", "impersonatedUser.username");
        one("ka.verb", "verb");
        one("ka.uri", "requestURI");
        fields.put(
                "ka.uri.param",
                new FieldDefinition(
                        List.of(base + "requestURI"),
                        false,
                        Argument.KEY,
                        (trees, key) -> parameter(trees.getFirst().text(), key)));
        one("ka.useragent", "userAgent");
        list("ka.sourceips", "sourceIPs", Argument.INDEX);
        one("ka.resp.name", "responseObject.metadata.name");
        one("ka.response.code", "responseStatus.code");
        one("ka.response.reason", "responseStatus.reason");
        fields.put(
                "ka.cluster.name",
                new FieldDefinition(
                        List.of("orchestrator.cluster.name"),
                        false,
                        Argument.NONE,
                        (trees, unused) -> single(trees.getFirst())));
    }

    private void annotations() {
        annotation("ka.auth.decision", "authorization.k8s.io/decision");
        annotation("ka.auth.reason", "authorization.k8s.io/reason");
        annotation("ka.auth.openshift.decision", "authentication.openshift.io/decision");
        annotation("ka.auth.openshift.username", "authentication.openshift.io/username");
        annotation("ka.validations.admission.policy.failure", "validation.policy.admission.k8s.io/validation_failure");
        annotation("ka.security.pod.violations", "pod-security.kubernetes.io/audit-violations");
    }

    private void target() {
        one("ka.target.name", "objectRef.name");
        one("ka.target.namespace", "objectRef.namespace");
        one("ka.target.resource", "objectRef.resource");
        one("ka.target.subresource", "objectRef.subresource");
        fields.put(
                "ka.target.pod.name",
                new FieldDefinition(
                        List.of(base + "objectRef", base + "responseObject.metadata.name"),
                        false,
                        Argument.NONE,
                        (trees, unused) -> podName(trees.getFirst(), trees.getLast())));
        one("ka.req.configmap.name", "objectRef.name");
        one("ka.req.configmap.obj", "requestObject.data");
        one("ka.req.binding.role", "requestObject.roleRef.name");
        list("ka.req.binding.subjects", "requestObject.subjects", Argument.NONE);
        subjects("ka.req.binding.subjects.user_names", "User", false);
        subjects("ka.req.binding.subjects.group_names", "Group", false);
        subjects("ka.req.binding.subjects.serviceaccount_names", "ServiceAccount", false);
        subjects("ka.req.binding.subjects.serviceaccount_ns_names", "ServiceAccount", true);
        fields.put(
                "ka.req.binding.subject.has_name",
                new FieldDefinition(List.of(), false, Argument.KEY, (trees, key) -> List.of("N/A")));
    }

    private void pod() {
        one("ka.req.pod.host_ipc", "requestObject.spec.hostIPC");
        one("ka.req.pod.host_network", "requestObject.spec.hostNetwork");
        one("ka.req.container.host_network", "requestObject.spec.hostNetwork");
        one("ka.req.pod.host_pid", "requestObject.spec.hostPID");
        one("ka.req.pod.run_as_user", "requestObject.spec.securityContext.runAsUser");
        one("ka.req.pod.run_as_group", "requestObject.spec.securityContext.runAsGroup");
        one("ka.req.pod.fs_group", "requestObject.spec.securityContext.fsGroup");
        list("ka.req.pod.supplemental_groups", "requestObject.spec.securityContext.supplementalGroups", Argument.NONE);
        each("ka.req.pod.volumes.hostpath", "requestObject.spec.volumes", "hostPath", "path");
        each("ka.req.pod.volumes.flexvolume_driver", "requestObject.spec.volumes", "flexVolume", "driver");
        String volumes = base + "requestObject.spec.volumes";
        fields.put(
                "ka.req.pod.volumes.volume_type",
                new FieldDefinition(
                        List.of(volumes),
                        true,
                        Argument.INDEX,
                        (trees, index) -> types(picked(trees.getFirst(), index))));
        fields.put(
                "ka.req.volume.hostpath",
                new FieldDefinition(
                        List.of(volumes), false, Argument.KEY, (trees, key) -> mounted(trees.getFirst(), key)));
    }

    private void others() {
        list("ka.req.role.rules", "requestObject.rules", Argument.NONE);
        for (String part : List.of("apiGroups", "nonResourceURLs", "verbs", "resources")) {
            each("ka.req.role.rules." + part, "requestObject.rules", part);
        }
        one("ka.req.service.type", "requestObject.spec.type");
        list("ka.req.service.ports", "requestObject.spec.ports", Argument.INDEX);
    }

    private void one(String name, String path) {
        fields.put(
                name,
                new FieldDefinition(
                        List.of(base + path), false, Argument.NONE, (trees, unused) -> single(trees.getFirst())));
    }

    private void annotation(String name, String key) {
        fields.put(
                name,
                new FieldDefinition(
                        List.of(base + "annotations"),
                        false,
                        Argument.NONE,
                        (trees, unused) -> single(JsonFields.step(trees.getFirst(), key))));
    }

    private void list(String name, String path, Argument argument) {
        fields.put(
                name,
                new FieldDefinition(
                        List.of(base + path),
                        true,
                        argument,
                        (trees, index) -> picked(trees.getFirst(), index).stream()
                                .filter(tree -> !tree.isNothing())
                                .map(Tree::text)
                                .toList()));
    }

    private void each(String name, String path, String... steps) {
        fields.put(
                name,
                new FieldDefinition(
                        List.of(base + path),
                        true,
                        Argument.INDEX,
                        (trees, index) -> below(picked(trees.getFirst(), index), steps)));
    }

    private void subjects(String name, String kind, boolean withNamespace) {
        fields.put(
                name,
                new FieldDefinition(
                        List.of(base + "requestObject.subjects"),
                        true,
                        Argument.NONE,
                        (trees, unused) -> trees.getFirst().items().stream()
                                .filter(subject -> subject.at("kind").text().equals(kind)
                                        && !subject.at("name").isNothing())
                                .map(subject -> withNamespace
                                        ? subject.at("namespace").text() + ":"
                                                + subject.at("name").text()
                                        : subject.at("name").text())
                                .toList()));
    }

    /** The members of a list, or the one of this index. */
    static List<Tree> picked(Tree list, String index) {
        return index.isEmpty() ? list.items() : list instanceof Tree.Items ? List.of(list.at(index)) : List.of();
    }

    /** The texts below each of these, lists among them flattened. */
    static List<String> below(List<Tree> trees, String... steps) {
        List<String> texts = new ArrayList<>();
        for (Tree tree : trees) {
            Tree found = tree;
            for (String step : steps) {
                found = found.at(step);
            }
            texts.addAll(found.texts());
        }
        return texts;
    }

    static List<String> single(Tree tree) {
        return tree.isNothing() ? List.of() : List.of(tree.text());
    }

    private static List<String> types(List<Tree> volumes) {
        List<String> types = new ArrayList<>();
        for (Tree volume : volumes) {
            if (volume instanceof Tree.Branch branch) {
                branch.children().keySet().stream()
                        .filter(key -> !key.equals("name"))
                        .forEach(types::add);
            }
        }
        return types;
    }

    /** Whether some volume mounts this path of the host; a key that ends in a star is a prefix. */
    private static List<String> mounted(Tree volumes, String key) {
        if (!(volumes instanceof Tree.Items)) {
            return List.of();
        }
        boolean prefix = key.endsWith("*");
        String wanted = prefix ? key.substring(0, key.length() - 1) : key;
        boolean found = below(volumes.items(), "hostPath", "path").stream()
                .anyMatch(path -> prefix ? path.startsWith(wanted) : path.equals(wanted));
        return List.of(Boolean.toString(found));
    }

    private static List<String> podName(Tree objectRef, Tree created) {
        if (!objectRef.at("resource").text().equals("pods")) {
            return List.of();
        }
        Tree name = objectRef.at("name");
        return single(name.isNothing() ? created : name);
    }

    private static List<String> parameter(String uri, String key) {
        int question = uri.indexOf('?');
        if (question < 0) {
            return List.of();
        }
        for (String pair : uri.substring(question + 1).split("&", 1_000)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (decoded(name).equals(key)) {
                return List.of(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return List.of();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
