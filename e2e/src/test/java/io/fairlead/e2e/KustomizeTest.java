// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fairlead.detect.job.FlinkSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.TaskManagerOptions;
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
    @ValueSource(strings = {"base", "overlays/production", "overlays/single-node"})
    void itBuildsAndEveryFieldIsKnown(String overlay) throws Exception {
        List<HasMetadata> objects = build(overlay);
        List<Workload> workloads =
                objects.stream().flatMap(object -> Workload.of(object).stream()).toList();
        boolean cluster = overlay.equals("overlays/production");
        Set<String> detection = cluster ? Set.of("jobmanager", "taskmanager") : Set.of("detect");
        assertThat(workloads).extracting(Workload::name).containsAll(detection).hasSize(5 + detection.size());
        assertThat(objects)
                .extracting(object -> object.getMetadata().getName())
                .doesNotContain(cluster ? "detect" : "jobmanager");
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
        assertThat(deployments(objects))
                .extracting(
                        it -> it.getMetadata().getName() + " " + it.getSpec().getReplicas())
                .containsExactlyInAnyOrder("ingest 3", "sink 3", "jobmanager 1", "taskmanager 3");
    }

    /** One task manager that is gone leaves slots enough for the whole job, which is no wider than its topic. */
    @Test
    void productionDetectsOnAClusterThatStandsTheLossOfATaskManager() throws Exception {
        List<HasMetadata> objects = build("overlays/production");
        int taskManagers = deployment(objects, "taskmanager").getSpec().getReplicas();
        int slots = FlinkFiles.settings().get(TaskManagerOptions.NUM_TASK_SLOTS);
        List<String> arguments = Workload.of(deployment(objects, "jobmanager"))
                .orElseThrow()
                .container()
                .getArgs();
        FlinkSettings job = FlinkFiles.job(arguments, FOLDER.resolve("base/config/fairlead.yaml"));
        String width = "-Dparallelism.default=";
        assertThat(arguments.stream().filter(argument -> argument.startsWith(width)))
                .singleElement()
                .satisfies(argument -> assertThat(Integer.parseInt(argument.substring(width.length())))
                        .isBetween(slots + 1, (taskManagers - 1) * slots)
                        .isLessThanOrEqualTo(job.kafka().partitions()));
    }

    private static Stream<Deployment> deployments(List<HasMetadata> objects) {
        return objects.stream().filter(Deployment.class::isInstance).map(Deployment.class::cast);
    }

    private static Deployment deployment(List<HasMetadata> objects, String name) {
        return deployments(objects)
                .filter(deployment -> deployment.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow();
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
