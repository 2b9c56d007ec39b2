// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fairlead.detect.job.FlinkSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.metrics.prometheus.PrometheusReporterFactory;
import org.apache.flink.runtime.rest.messages.ClusterOverviewHeaders;
import org.apache.flink.runtime.rest.messages.JobsOverviewHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Flink cluster of docker-compose.yml and of deploy/kubernetes/components/flink, against the Flink that is built with. */
final class FlinkFilesTest {
    private static final Path ROOT = PipelineProcess.root();
    private static final Path COMPONENT = ROOT.resolve("deploy/kubernetes/components/flink");
    private static final String CHECKPOINTS = "/var/lib/fairlead/checkpoints";
    private static final String WORK = "/var/lib/flink";

    private final Configuration settings = FlinkFiles.settings();

    @Test
    void theImageIsOfTheFlinkThatIsBuiltWith() throws IOException {
        String dockerfile = Files.readString(ROOT.resolve("Dockerfile"));
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        String version = pom.split("<flink.version>")[1].split("<")[0];
        String stage = dockerfile.split("\nFROM ")[2];
        assertThat(stage).startsWith("flink:" + version + "-java21 AS flink\n");
        assertThat(stage)
                .contains("/build/detect/target/fairlead-detect-flink.jar /opt/flink/usrlib/")
                .contains("deploy/flink/config.yaml", "deploy/flink/healthy.sh /opt/fairlead/", "USER 9999:9999")
                .contains(CHECKPOINTS + " " + WORK);
        assertThat(Files.isExecutable(ROOT.resolve("deploy/flink/healthy.sh"))).isTrue();
        // the last stage is what `docker build .` makes
        assertThat(dockerfile.split("\nFROM ")).hasSize(4);
        assertThat(dockerfile.split("\nFROM ")[3]).contains("io.fairlead.app.Fairlead");
    }

    @Test
    void everySettingIsOneOfFlinks() throws Exception {
        Map<String, String> rest = new HashMap<>(settings.toMap());
        rest.keySet().removeAll(FlinkFiles.options());
        assertThat(rest.keySet())
                .containsExactlyInAnyOrder(
                        "metrics.reporter.prom.factory.class",
                        "metrics.reporter.prom.port",
                        "metrics.reporter.prom.filterLabelValueCharacters");
        assertThat(rest)
                .containsEntry("metrics.reporter.prom.factory.class", PrometheusReporterFactory.class.getName());
        assertThat(settings.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY)).isEqualTo("file://" + CHECKPOINTS);
        assertThat(settings.get(CoreOptions.TMP_DIRS)).isEqualTo(WORK);
        assertThat(settings.get(CoreOptions.DEFAULT_PARALLELISM))
                .isEqualTo(settings.get(TaskManagerOptions.NUM_TASK_SLOTS));
    }

    @Test
    void healthIsAskedWhereFlinkAnswers() throws IOException {
        assertThat(FlinkFiles.asked())
                .containsExactly(
                        Integer.valueOf(settings.get(TaskManagerOptions.RPC_PORT)), settings.get(RestOptions.PORT));
        assertThat(Files.readString(ROOT.resolve("deploy/flink/healthy.sh")))
                .contains("GET " + JobsOverviewHeaders.URL + " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jobmanager", "taskmanager"})
    void compose(String name) throws Exception {
        ComposeFile file = ComposeFile.read(ROOT.resolve("docker-compose.yml"));
        ComposeFile.Service service = file.services().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
        assertThat(service.text("image")).isEqualTo("fairlead-flink:0.1.0");
        assertThat(service.map("build")).isEqualTo(Map.of("context", ".", "target", "flink"));
        assertThat(service.texts("volumes"))
                .containsExactly(
                        "./deploy/fairlead.yaml:/etc/fairlead/fairlead.yaml:ro", "checkpoints:" + CHECKPOINTS, WORK);
        assertThat(service.secrets())
                .isEqualTo(Map.of("/run/secrets/ca", "ca", "/run/secrets/kafka_password", "kafka_detect"));
        assertThat(service.map("environment")).isEqualTo(Map.of("KAFKA_USER", "detect"));
        assertThat(service.text("read_only")).isEqualTo("true");
        assertThat(service.texts("cap_drop")).containsExactly("ALL");
        assertThat(service.texts("security_opt")).containsExactly("no-new-privileges:true");
        assertThat(service.texts("tmpfs")).containsExactly("/tmp");
        assertThat(service.map("healthcheck").get("test")).isEqualTo(List.of("CMD", "/opt/fairlead/healthy.sh", name));
        assertThat(MemorySize.parse(service.text("mem_limit"))).isGreaterThan(process(name));
        assertThat(service.map("depends_on")).containsKey("setup");
        told(name, service.texts("command"), ROOT.resolve("deploy/fairlead.yaml"), "/run/secrets/ca");
        assertThat(settings.get(JobManagerOptions.ADDRESS)).isEqualTo("jobmanager");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jobmanager", "taskmanager"})
    void kubernetes(String name) throws Exception {
        Workload pod = objects().stream()
                .flatMap(object -> Workload.of(object).stream())
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
        var container = pod.container();
        var inside = pod.pod().getSpec();
        assertThat(container.getImage()).isEqualTo("fairlead-flink");
        assertThat(inside.getAutomountServiceAccountToken()).isFalse();
        assertThat(inside.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(inside.getSecurityContext().getRunAsUser()).isEqualTo(9999L);
        assertThat(inside.getSecurityContext().getFsGroup()).isEqualTo(9999L);
        assertThat(inside.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getSecurityContext().getCapabilities().getAdd()).isNullOrEmpty();
        assertThat(pod.volumes())
                .containsAll(pod.mounts().map(mount -> mount.getName()).toList());
        assertThat(pod.mounts())
                .filteredOn(mount -> !Boolean.TRUE.equals(mount.getReadOnly()))
                .extracting(mount -> mount.getMountPath())
                .containsExactlyInAnyOrder("/tmp", WORK, CHECKPOINTS);
        assertThat(pod.secretFiles()).containsExactly("/run/secrets/kafka_ca", "/run/secrets/kafka_password");
        assertThat(pod.environment()).containsEntry("KAFKA_USER", "detect");
        Map<String, Integer> ports = new TreeMap<>();
        for (ContainerPort port : container.getPorts()) {
            ports.put(port.getName(), port.getContainerPort());
        }
        assertThat(ports).isEqualTo(ports(name));
        assertThat(container.getReadinessProbe().getExec().getCommand())
                .containsExactly("/opt/fairlead/healthy.sh", name);
        if (name.equals("jobmanager")) {
            var probe = container.getLivenessProbe().getHttpGet();
            assertThat(probe.getPath()).isEqualTo(ClusterOverviewHeaders.URL);
            assertThat(probe.getPort().getStrVal()).isEqualTo("rest");
            assertThat(container.getStartupProbe().getHttpGet()).isEqualTo(probe);
        } else {
            assertThat(container.getLivenessProbe().getTcpSocket().getPort().getStrVal())
                    .isEqualTo("rpc");
        }
        assertThat(container.getResources().getLimits())
                .hasEntrySatisfying(
                        "memory",
                        limit -> assertThat(limit.getNumericalAmount().longValueExact())
                                .isGreaterThan(process(name).getBytes()));
        told(name, container.getArgs(), ROOT.resolve("deploy/kubernetes/base/config/fairlead.yaml"), "kafka_ca");
    }

    @Test
    void whatPodsOfTheClusterAskOfEachOtherIsLetThrough() throws IOException {
        List<HasMetadata> objects = objects();
        List<Workload> pods =
                objects.stream().flatMap(object -> Workload.of(object).stream()).toList();
        assertThat(pods).hasSize(2);
        Service service = one(objects, Service.class);
        assertThat(service.getMetadata().getName()).isEqualTo(settings.get(JobManagerOptions.ADDRESS));
        assertThat(service.getSpec().getPublishNotReadyAddresses()).isTrue();
        assertThat(pods)
                .filteredOn(pod -> pod.has(service.getSpec().getSelector()))
                .hasSize(1);
        service.getSpec()
                .getPorts()
                .forEach(port -> assertThat(ports("jobmanager")).containsEntry(port.getName(), port.getPort()));
        NetworkPolicy policy = one(objects, NetworkPolicy.class);
        Map<String, String> members = policy.getSpec().getPodSelector().getMatchLabels();
        assertThat(pods).allMatch(pod -> pod.has(members));
        var within = policy.getSpec().getIngress().getFirst();
        assertThat(within.getFrom().getFirst().getPodSelector().getMatchLabels())
                .isEqualTo(members);
        assertThat(policy.getSpec().getEgress().getFirst().getPorts()).isEqualTo(within.getPorts());
        List<Integer> asked = new ArrayList<>(ports("jobmanager").values());
        asked.addAll(ports("taskmanager").values());
        asked.removeIf(port -> port == 9249);
        assertThat(asked)
                .allSatisfy(port -> assertThat(within.getPorts()).anySatisfy(let -> {
                    int first = let.getPort().getIntVal();
                    assertThat(port).isBetween(first, let.getEndPort() == null ? first : let.getEndPort());
                }));
        assertThat(policy.getSpec()
                        .getIngress()
                        .getLast()
                        .getPorts()
                        .getFirst()
                        .getPort()
                        .getIntVal())
                .isEqualTo(9249);
        assertThat(objects.stream().filter(PodDisruptionBudget.class::isInstance))
                .hasSize(2)
                .allSatisfy(budget -> assertThat(pods)
                        .anyMatch(pod -> pod.has(((PodDisruptionBudget) budget)
                                .getSpec()
                                .getSelector()
                                .getMatchLabels())));
        assertThat(one(objects, PersistentVolumeClaim.class).getSpec().getAccessModes())
                .containsExactly("ReadWriteMany");
    }

    /** The command is understood, and leads to a configuration with the login that it mounts. */
    private static void told(String name, List<String> command, Path configuration, String trusted) throws Exception {
        if (name.equals("taskmanager")) {
            assertThat(command).containsExactly("taskmanager");
            return;
        }
        FlinkSettings job = FlinkFiles.job(command, configuration);
        assertThat(job.kafka().bootstrapServers()).startsWith("kafka:");
        assertThat(job.kafka().properties().toString())
                .contains("${env:KAFKA_USER}", "${dir:/run/secrets:kafka_password}", trusted);
    }

    private MemorySize process(String name) {
        return settings.get(
                name.equals("jobmanager")
                        ? JobManagerOptions.TOTAL_PROCESS_MEMORY
                        : TaskManagerOptions.TOTAL_PROCESS_MEMORY);
    }

    private Map<String, Integer> ports(String name) {
        int metrics = Integer.parseInt(settings.toMap().get("metrics.reporter.prom.port"));
        return name.equals("jobmanager")
                ? Map.of(
                        "rpc", settings.get(JobManagerOptions.PORT),
                        "blob", Integer.valueOf(settings.toMap().get("blob.server.port")),
                        "rest", settings.get(RestOptions.PORT),
                        "metrics", metrics)
                : Map.of(
                        "rpc", Integer.valueOf(settings.get(TaskManagerOptions.RPC_PORT)),
                        "data", settings.get(NettyShuffleEnvironmentOptions.DATA_PORT),
                        "metrics", metrics);
    }

    private static List<HasMetadata> objects() throws IOException {
        List<HasMetadata> objects = new ArrayList<>();
        for (Path resource : Kustomization.read(COMPONENT).resources()) {
            objects.addAll(StrictManifests.read(Files.readString(resource)));
        }
        return objects;
    }

    private static <T> T one(List<HasMetadata> objects, Class<T> type) {
        List<T> found =
                objects.stream().filter(type::isInstance).map(type::cast).toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }
}
