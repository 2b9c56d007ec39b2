// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The overlays build with kubectl's own kustomize, and what comes out is known to Kubernetes, field by field. */
final class KustomizeTest {
    private static final Path FOLDER = PipelineProcess.root().resolve("deploy/kubernetes");

    @TempDir
    static Path scratch;

    @BeforeAll
    static void kubectlIsThere() throws InterruptedException {
        boolean there;
        try {
            there = run("version", "--client").exit() == 0;
        } catch (IOException absent) {
            there = false;
        }
        Assumptions.assumeTrue(there, "kubectl is not installed: the overlays are not built");
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/flink", "overlays/production", "overlays/single-node"})
    void itBuildsAndEveryFieldIsKnown(String overlay) throws Exception {
        List<HasMetadata> objects = build(overlay);
        List<Workload> workloads =
                objects.stream().flatMap(object -> Workload.of(object).stream()).toList();
        Set<String> detection =
                overlay.equals("overlays/flink") ? Set.of("jobmanager", "taskmanager") : Set.of("detect");
        assertThat(workloads).extracting(Workload::name).containsAll(detection).hasSize(5 + detection.size());
        assertThat(objects)
                .extracting(object -> object.getMetadata().getName())
                .doesNotContain(overlay.equals("overlays/flink") ? "detect" : "jobmanager");
        assertThat(workloads).allSatisfy(stage -> {
            assertThat(stage.container().getImage())
                    .endsWith(stage.name().endsWith("manager") ? "fairlead-flink:0.1.0" : "fairlead:0.1.0");
            assertThat(stage.pod().getMetadata().getLabels()).containsEntry("app.kubernetes.io/part-of", "fairlead");
        });
        Set<String> maps = objects.stream()
                .filter(ConfigMap.class::isInstance)
                .map(map -> map.getMetadata().getName())
                .collect(Collectors.toSet());
        assertThat(workloads)
                .allSatisfy(stage -> assertThat(maps)
                        .containsAll(stage.pod().getSpec().getVolumes().stream()
                                .filter(volume -> volume.getConfigMap() != null)
                                .map(volume -> volume.getConfigMap().getName())
                                .toList()));
    }

    @Test
    void productionReachesItsOwnKafkaAndElasticsearch() throws Exception {
        List<HasMetadata> objects = build("overlays/production");
        assertThat(objects.stream().flatMap(object -> Workload.of(object).stream()))
                .allSatisfy(stage -> assertThat(stage.environment()).containsKey("FAIRLEAD_KAFKA_BOOTSTRAP_SERVERS"))
                .filteredOn(stage -> stage.environment().containsKey("FAIRLEAD_SINK_ELASTICSEARCH_URLS"))
                .extracting(Workload::name)
                .containsExactlyInAnyOrder("fairlead-setup", "sink");
        assertThat(objects.stream().filter(Deployment.class::isInstance).map(Deployment.class::cast))
                .allSatisfy(deployment ->
                        assertThat(deployment.getSpec().getReplicas()).isEqualTo(3));
    }

    private static List<HasMetadata> build(String overlay) throws Exception {
        Ran ran = run("kustomize", FOLDER.resolve(overlay).toString());
        assertThat(ran.exit()).as(ran.output()).isZero();
        return StrictManifests.read(ran.output());
    }

    private record Ran(int exit, String output) {}

    private static Ran run(String... arguments) throws IOException, InterruptedException {
        Path output = scratch.resolve("output");
        List<String> command = new java.util.ArrayList<>(List.of("kubectl"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("kubectl does not end");
        }
        return new Ran(process.exitValue(), java.nio.file.Files.readString(output, StandardCharsets.UTF_8));
    }
}
