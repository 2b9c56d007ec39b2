// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fairlead.app.cli.FairleadCommand;
import io.fairlead.app.config.ConfigFile;
import io.fairlead.app.config.FairleadConfig;
import io.fairlead.app.config.ObservabilityConfig;
import io.fairlead.app.observe.HealthReport;
import io.fairlead.app.observe.Observability;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the manifests in deploy/kubernetes name is there, and what Kubernetes would refuse or drop is not: no cluster is needed to know. */
final class KubernetesTest {
    private static final Path BASE = PipelineProcess.root().resolve("deploy/kubernetes/base");
    private static final String COLLECTOR = "fairlead-collect";

    static List<HasMetadata> objects() throws IOException {
        List<HasMetadata> objects = new ArrayList<>();
        for (String file : List.of("base", "components/monitoring")) {
            Kustomization kustomization = Kustomization.read(BASE.resolveSibling(Path.of(file)));
            for (Path resource : kustomization.resources()) {
                objects.addAll(StrictManifests.read(Files.readString(resource)));
            }
        }
        return objects;
    }

    static List<Workload> workloads() throws IOException {
        return objects().stream()
                .flatMap(object -> Workload.of(object).stream())
                .toList();
    }

    @Test
    void aFieldThatKubernetesDoesNotKnowIsRefused() {
        assertThatThrownBy(() -> StrictManifests.read("""
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: x}
                        spec: {template: {spec: {containers: [{name: x, redinessProbe: {}}]}}}
                        """)).hasMessageContaining("redinessProbe");
        assertThatThrownBy(() -> StrictManifests.read("apiVersion: v1\nkind: Namespase"))
                .hasMessageContaining("Namespase");
    }

    @Test
    void everyStageIsThere() throws IOException {
        assertThat(workloads())
                .extracting(Workload::name)
                .containsExactlyInAnyOrder("fairlead-setup", "ingest", "collect", "enrich", "detect", "sink");
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void everyStageStartsFromACommandAndAConfigurationThatAreUnderstood(Workload stage, @TempDir Path folder)
            throws IOException {
        List<String> arguments = stage.container().getArgs();
        assertThat(FairleadCommand.commandLine()
                        .parseArgs(arguments.toArray(String[]::new))
                        .subcommand()
                        .commandSpec()
                        .name())
                .isEqualTo(arguments.getFirst())
                .isEqualTo(stage.container().getName());
        List<String> complaints = new ArrayList<>();
        FairleadConfig config = config(stage, folder, complaints);
        assertThat(complaints).isEmpty();
        assertThat(stage.environment()).containsKey("KAFKA_USER");
        assertThat(config.kafka().properties().toString())
                .contains("${env:KAFKA_USER}", "${dir:/run/secrets:kafka_password}")
                .contains("ssl.truststore.location=/run/secrets/kafka_ca");
        assertThat(stage.secretFiles()).contains("/run/secrets/kafka_password", "/run/secrets/kafka_ca");
        assertThat(config.kafka())
                .isEqualTo(config(workloads().getFirst(), folder, complaints).kafka());
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void portsAndProbesAreThoseOfTheProcess(Workload stage, @TempDir Path folder) throws Exception {
        FairleadConfig config = config(stage, folder, new ArrayList<>());
        Map<String, Integer> ports = new TreeMap<>();
        for (ContainerPort port : stage.container().getPorts()) {
            ports.put(port.getName(), port.getContainerPort());
        }
        if (stage.name().equals("fairlead-setup")) {
            assertThat(ports).isEmpty();
            return;
        }
        assertThat(ports).containsEntry("metrics", config.observability().port());
        assertThat(ports.containsKey("https")).isEqualTo(stage.name().equals("ingest"));
        if (ports.containsKey("https")) {
            assertThat(ports).containsEntry("https", config.ingest().port());
        }
        assertThat(config.observability().listen()).isEqualTo("0.0.0.0");
        Container container = stage.container();
        try (io.fairlead.app.observe.Metrics metrics = new io.fairlead.app.observe.Metrics();
                Observability server = Observability.start(
                        new ObservabilityConfig("127.0.0.1", 0), metrics, () -> HealthReport.of(List.of()))) {
            for (Probe probe :
                    List.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe())) {
                assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("metrics");
                assertThat(Metrics.status(server.uri(), probe.getHttpGet().getPath()))
                        .isIn(200, 503);
            }
            assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/health/ready");
            assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/health/live");
        }
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void whatIsMountedIsThereAndWhatIsWrittenIsMounted(Workload stage, @TempDir Path folder) throws IOException {
        assertThat(stage.volumes())
                .containsAll(stage.mounts().map(mount -> mount.getName()).toList());
        FairleadConfig config = config(stage, folder, new ArrayList<>());
        Optional<Path> written = switch (stage.name()) {
            case "enrich" -> Optional.of(config.enrich().stateDir());
            case "detect" -> Optional.of(config.detect().checkpointDirectory());
            case "collect" -> Optional.of(config.collect().positions());
            default -> Optional.empty();
        };
        written.ifPresent(path -> assertThat(stage.mounts()).anySatisfy(mount -> {
            assertThat(path).startsWithRaw(Path.of(mount.getMountPath()));
            assertThat(mount.getReadOnly()).isNotEqualTo(true);
        }));
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void everyStageIsConfined(Workload stage) {
        PodSpec pod = stage.pod().getSpec();
        var security = stage.container().getSecurityContext();
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(security.getAllowPrivilegeEscalation()).isFalse();
        assertThat(security.getReadOnlyRootFilesystem()).isTrue();
        assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(stage.container().getResources().getLimits()).containsKey("memory");
        assertThat(stage.container().getResources().getRequests()).containsKeys("cpu", "memory");
        if (stage.namespace().equals(COLLECTOR)) {
            assertThat(security.getCapabilities().getAdd()).containsExactly("DAC_READ_SEARCH");
            return;
        }
        // what the restricted standard asks for beside:
        // https://kubernetes.io/docs/concepts/security/pod-security-standards/
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(10001L);
        assertThat(security.getCapabilities().getAdd()).isNullOrEmpty();
        assertThat(security.getPrivileged()).isNull();
        assertThat(Stream.of(pod.getHostNetwork(), pod.getHostPID(), pod.getHostIPC()))
                .containsOnlyNulls();
        assertThat(pod.getVolumes())
                .allSatisfy(volume -> assertThat(volume.getHostPath()).isNull());
        assertThat(stage.container().getPorts())
                .allSatisfy(port -> assertThat(port.getHostPort()).isNull());
    }

    @Test
    void namespacesHoldPodsToTheirStandard() throws IOException {
        assertThat(objects().stream().filter(Namespace.class::isInstance))
                .extracting(namespace -> namespace.getMetadata().getName() + " "
                        + namespace.getMetadata().getLabels().get("pod-security.kubernetes.io/enforce"))
                .containsExactlyInAnyOrder("fairlead restricted", COLLECTOR + " privileged");
    }

    @Test
    void whatSelectsFindsPods() throws IOException {
        int selections = 0;
        for (HasMetadata object : objects()) {
            Optional<Map<String, String>> labels = switch (object) {
                case Service service -> Optional.of(service.getSpec().getSelector());
                case PodDisruptionBudget budget ->
                    Optional.of(budget.getSpec().getSelector().getMatchLabels());
                case NetworkPolicy policy ->
                    Optional.of(policy.getSpec().getPodSelector().getMatchLabels());
                default -> Optional.empty();
            };
            if (labels.isPresent()) {
                selections++;
                assertThat(workloads())
                        .as(object.getKind() + " " + object.getMetadata().getName())
                        .anyMatch(stage ->
                                stage.namespace().equals(object.getMetadata().getNamespace())
                                        && labelled(stage)
                                                .entrySet()
                                                .containsAll(labels.get().entrySet()));
            }
        }
        assertThat(selections).isGreaterThan(10);
    }

    @Test
    void servicesAndMonitorsNamePortsThatAreListenedOn() throws IOException {
        List<Service> services = objects().stream()
                .filter(Service.class::isInstance)
                .map(Service.class::cast)
                .toList();
        for (Service service : services) {
            service.getSpec().getPorts().forEach(port -> {
                List<ContainerPort> targets = ports(service);
                assertThat(targets)
                        .as(service.getMetadata().getName())
                        .anyMatch(target ->
                                target.getName().equals(port.getTargetPort().getStrVal())
                                        && target.getContainerPort().equals(port.getPort()));
            });
        }
        ServiceMonitor monitor = objects().stream()
                .filter(ServiceMonitor.class::isInstance)
                .map(ServiceMonitor.class::cast)
                .findFirst()
                .orElseThrow();
        Map<String, String> wanted = monitor.spec().selector().getMatchLabels();
        assertThat(services.stream()
                        .filter(service ->
                                service.getMetadata().getLabels().entrySet().containsAll(wanted.entrySet())))
                .hasSize(2)
                .allSatisfy(service -> assertThat(
                                service.getSpec().getPorts().getFirst().getName())
                        .isEqualTo(monitor.spec().endpoints().getFirst().port()));
        assertThat(URI.create(monitor.spec().endpoints().getFirst().path())).hasPath("/metrics");
    }

    @Test
    void everyFileIsPartOfSomethingAndTheImageIsThatOfCompose() throws IOException {
        Path root = BASE.resolveSibling("");
        List<Path> used = new ArrayList<>();
        try (Stream<Path> all = Files.walk(BASE.getParent())) {
            List<Path> files = all.filter(Files::isRegularFile).toList();
            for (Path file : files) {
                if (file.endsWith("kustomization.yaml")) {
                    used.add(file);
                    used.addAll(Kustomization.read(file.resolveSibling("")).files());
                }
            }
            assertThat(used).as("below " + root).containsExactlyInAnyOrderElementsOf(files);
        }
        String image = ComposeFile.read(PipelineProcess.root().resolve("docker-compose.yml"))
                .stages()
                .findFirst()
                .orElseThrow()
                .text("image");
        assertThat(Kustomization.read(BASE).images()).containsExactly(image);
        assertThat(workloads())
                .allSatisfy(stage -> assertThat(stage.container().getImage()).isEqualTo("fairlead"));
    }

    @Test
    void everySecretIsInTheTableOfTheDocumentation() throws IOException {
        String page = Files.readString(PipelineProcess.root().resolve("docs/deployment.md"));
        assertThat(workloads())
                .allSatisfy(stage -> stage.pod().getSpec().getVolumes().stream()
                        .filter(volume -> volume.getProjected() != null)
                        .flatMap(volume -> volume.getProjected().getSources().stream())
                        .forEach(source -> {
                            String name = source.getSecret().getName();
                            String end = name.substring(name.lastIndexOf('-'));
                            assertThat(page)
                                    .matches(text -> text.contains("`" + name + "`") || text.contains("`" + end + "`"));
                            source.getSecret()
                                    .getItems()
                                    .forEach(item -> assertThat(page).contains("`" + item.getKey() + "`"));
                        }));
    }

    /** Labels that kustomize puts on every pod are part of its template. */
    private static Map<String, String> labelled(Workload stage) {
        Map<String, String> labels = new TreeMap<>(stage.pod().getMetadata().getLabels());
        labels.put("app.kubernetes.io/part-of", "fairlead");
        return labels;
    }

    private static List<ContainerPort> ports(Service service) {
        try {
            return workloads().stream()
                    .filter(stage ->
                            stage.namespace().equals(service.getMetadata().getNamespace()))
                    .filter(stage -> labelled(stage)
                            .entrySet()
                            .containsAll(service.getSpec().getSelector().entrySet()))
                    .flatMap(stage -> stage.container().getPorts().stream())
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The stage's settings as it reads them, with its secrets in this folder. */
    private static FairleadConfig config(Workload stage, Path folder, List<String> complaints) throws IOException {
        Path secrets = Files.createDirectories(folder.resolve(stage.name()));
        for (String file : stage.secretFiles()) {
            Path here = secrets.resolve(Path.of("/run/secrets").relativize(Path.of(file)));
            Files.createDirectories(here.getParent());
            Files.writeString(here, "0123456789abcdef0123456789abcdef");
        }
        Map<String, String> environment = new TreeMap<>();
        stage.environment().forEach((name, value) -> {
            if (name.startsWith("FAIRLEAD_")) {
                environment.put(name, value.replace("/run/secrets", secrets.toString()));
            }
        });
        List<String> arguments = stage.container().getArgs();
        Path mounted = Path.of(arguments.get(arguments.indexOf("--config") + 1));
        assertThat(mounted.getParent()).isEqualTo(Path.of("/etc/fairlead"));
        String map = stage.pod().getSpec().getVolumes().stream()
                .filter(volume -> volume.getConfigMap() != null)
                .map(volume -> volume.getConfigMap().getName())
                .findFirst()
                .orElseThrow();
        Path file = Kustomization.read(BASE).configMap(map, stage.namespace()).stream()
                .filter(path -> path.endsWith(mounted.getFileName()))
                .findFirst()
                .orElseThrow();
        String text = Files.readString(file);
        // Kafka's own providers keep the container's paths: they are compared, not read
        String here = text.replace("{file: /run/secrets", "{file: " + secrets);
        return ConfigFile.load(
                Optional.of(Files.writeString(secrets.resolve("config.yaml"), here)), environment, complaints::add);
    }
}
