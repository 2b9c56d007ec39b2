// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Pods that somebody makes.
 *
 * @param name of the Deployment, StatefulSet, DaemonSet or Job
 * @param namespace its namespace
 * @param pod its template
 * @param claims names of the volumes that each pod has of its own
 */
record Workload(String name, String namespace, PodTemplateSpec pod, Set<String> claims) {
    static Optional<Workload> of(HasMetadata object) {
        return switch (object) {
            case Deployment it -> Optional.of(of(it, it.getSpec().getTemplate(), List.of()));
            case DaemonSet it -> Optional.of(of(it, it.getSpec().getTemplate(), List.of()));
            case Job it -> Optional.of(of(it, it.getSpec().getTemplate(), List.of()));
            case StatefulSet it ->
                Optional.of(of(it, it.getSpec().getTemplate(), it.getSpec().getVolumeClaimTemplates()));
            default -> Optional.empty();
        };
    }

    private static Workload of(HasMetadata object, PodTemplateSpec pod, List<PersistentVolumeClaim> claims) {
        return new Workload(
                object.getMetadata().getName(),
                object.getMetadata().getNamespace(),
                pod,
                claims.stream().map(claim -> claim.getMetadata().getName()).collect(Collectors.toSet()));
    }

    Container container() {
        if (pod.getSpec().getContainers().size() != 1) {
            throw new AssertionError(name + " has more than one container");
        }
        return pod.getSpec().getContainers().getFirst();
    }

    /** Values that stand in the manifest; those that Kubernetes fills in are {@code given}. */
    Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        for (EnvVar variable : container().getEnv()) {
            environment.put(
                    variable.getName(), Optional.ofNullable(variable.getValue()).orElse("given"));
        }
        return environment;
    }

    /** Where the container may write, or finds files of others. */
    Stream<VolumeMount> mounts() {
        return container().getVolumeMounts().stream();
    }

    /** Names of volumes. */
    Set<String> volumes() {
        Set<String> names = new TreeSet<>(claims);
        pod.getSpec().getVolumes().forEach(volume -> names.add(volume.getName()));
        return names;
    }

    /** Files of secrets, as the container sees them. */
    Set<String> secretFiles() {
        return pod.getSpec().getVolumes().stream()
                .filter(volume -> volume.getProjected() != null)
                .flatMap(volume -> volume.getProjected().getSources().stream()
                        .flatMap(source -> source.getSecret().getItems().stream())
                        .map(KeyToPath::getPath)
                        .map(path -> mountOf(volume.getName()) + "/" + path))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String mountOf(String volume) {
        return mounts().filter(mount -> mount.getName().equals(volume))
                .map(VolumeMount::getMountPath)
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " mounts no " + volume));
    }

    boolean has(Map<String, String> labels) {
        return pod.getMetadata().getLabels().entrySet().containsAll(labels.entrySet());
    }
}
