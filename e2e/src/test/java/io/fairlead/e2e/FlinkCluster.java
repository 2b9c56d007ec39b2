// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A standalone cluster of Flink, each of its members a process of its own. Task managers outlive a job manager, which may be
 * one for sessions or one for a single job, and serve the next.
 */
final class FlinkCluster implements AutoCloseable {
    /** Of each task manager. */
    private static final int SLOTS = 3;

    private static final String WORKER = "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";
    private static final String REPORTER = "org.apache.flink.metrics.prometheus.PrometheusReporterFactory";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path folder;
    private final int restPort;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Process> processes = new LinkedHashMap<>();
    private final Map<String, Integer> metricsPorts = new LinkedHashMap<>();

    /** Starts task managers, {@code taskmanager-1} and on, that wait for a job manager. */
    FlinkCluster(Path folder, int workers) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.restPort = freePort();
        configure(freePort());
        for (int worker = 1; worker <= workers; worker++) {
            startWorker("taskmanager-" + worker);
        }
    }

    private void startWorker(String name) throws IOException {
        int port = freePort();
        metricsPorts.put(name, port);
        start(
                name,
                WORKER,
                List.of(
                        "-Dtaskmanager.resource-id=" + name,
                        "-Dmetrics.reporter.prom.factory.class=" + REPORTER,
                        "-Dmetrics.reporter.prom.port=" + port));
    }

    /** Starts a job manager that takes jobs; it has this many task managers when this returns. */
    void startSession(String name, int workers) throws IOException {
        start(name, "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint", List.of());
        awaitSlots(workers * SLOTS);
    }

    /**
     * Starts a job manager that runs the job of this jar and nothing else.
     *
     * @param arguments what stands behind {@code standalone-job} where an image of Flink is started
     */
    void startApplication(String name, Path jar, List<String> arguments) throws IOException {
        Path own = Files.createDirectories(folder.resolve("usrlib")).resolve(jar.getFileName());
        if (Files.notExists(own)) {
            Files.copy(jar, own);
        }
        start(name, "org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint", arguments);
    }

    /** What this task manager shows to Prometheus. */
    String metrics(String worker) throws IOException, InterruptedException {
        return text(Objects.requireNonNull(metricsPorts.get(worker), worker), "/metrics");
    }

    /** What the health check of the job manager's container says. */
    boolean healthy() throws IOException, InterruptedException {
        String script = Files.readString(PipelineProcess.root().resolve("deploy/flink/healthy.sh"))
                .replace("127.0.0.1/8081", "127.0.0.1/" + restPort);
        Process check = new ProcessBuilder("bash", "-c", script, "healthy.sh", "jobmanager")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("healthy.log").toFile())
                .start();
        if (!check.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            check.destroyForcibly();
            return false;
        }
        return check.exitValue() == 0;
    }

    private void configure(int rpcPort) throws IOException {
        Path configuration = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(configuration.resolve("log4j2.properties"), """
                rootLogger.level = WARN
                rootLogger.appenderRef.out.ref = out
                appender.out.type = Console
                appender.out.name = out
                appender.out.layout.type = PatternLayout
                appender.out.layout.pattern = %d %p %c - %m%n%throwable{5}
                """);
        Files.writeString(configuration.resolve("config.yaml"), """
                jobmanager.rpc.address: 127.0.0.1
                jobmanager.rpc.port: %d
                jobmanager.bind-host: 127.0.0.1
                rest.address: 127.0.0.1
                rest.bind-address: 127.0.0.1
                rest.port: %d
                taskmanager.host: 127.0.0.1
                taskmanager.bind-host: 127.0.0.1
                taskmanager.numberOfTaskSlots: %d
                taskmanager.cpu.cores: 1.0
                taskmanager.memory.framework.heap.size: 64m
                taskmanager.memory.framework.off-heap.size: 32m
                taskmanager.memory.task.heap.size: 128m
                taskmanager.memory.task.off-heap.size: 0m
                taskmanager.memory.network.min: 64m
                taskmanager.memory.network.max: 64m
                taskmanager.memory.managed.size: 128m
                taskmanager.memory.jvm-metaspace.size: 128m
                taskmanager.memory.jvm-overhead.min: 64m
                taskmanager.memory.jvm-overhead.max: 64m
                taskmanager.load-balance.mode: SLOTS
                heartbeat.interval: 1000
                heartbeat.timeout: 6000
                cluster.registration.error-delay: 500 ms
                io.tmp.dirs: %s
                execution.checkpointing.dir: %s
                """.formatted(
                        rpcPort,
                        restPort,
                        SLOTS,
                        Files.createDirectories(folder.resolve("tmp")),
                        folder.resolve("checkpoints").toUri()));
    }

    private void start(String name, String entryPoint, List<String> arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of("--configDir", conf()));
        words.addAll(arguments);
        processes.put(name, FlinkDistribution.java(folder, name, entryPoint, words));
    }

    /** SIGKILL: it says goodbye to nobody. */
    void kill(String name) throws InterruptedException {
        Process process = Objects.requireNonNull(processes.get(name), name);
        if (!process.destroyForcibly().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError(name + " survives SIGKILL");
        }
    }

    /** What {@code bin/flink} does with these arguments; what it says. */
    String flink(String... arguments) throws IOException, InterruptedException {
        String name = "flink-" + arguments[0];
        Process client =
                FlinkDistribution.java(folder, name, "org.apache.flink.client.cli.CliFrontend", List.of(arguments));
        if (!client.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            client.destroyForcibly();
            throw new AssertionError(name + " does not end; it said:\n" + words(name));
        }
        if (client.exitValue() != 0) {
            throw new AssertionError(name + " fails; it said:\n" + words(name));
        }
        return words(name);
    }

    /** The answer of the cluster's REST interface. */
    JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(text(restPort, path));
    }

    private String text(int port, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** The task managers on which subtasks of this job run. */
    Set<String> workersOf(String job) throws IOException, InterruptedException {
        Set<String> workers = new TreeSet<>();
        for (JsonNode vertex : get("/jobs/" + job).path("vertices")) {
            get("/jobs/" + job + "/vertices/" + vertex.path("id").asText() + "/taskmanagers")
                    .path("taskmanagers")
                    .forEach(worker -> workers.add(worker.path("taskmanager-id").asText()));
        }
        return workers;
    }

    private void awaitSlots(int slots) {
        await("Flink has " + slots + " slots")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .failFast(() -> everybodyLives())
                .until(() -> get("/overview").path("slots-total").asInt() == slots);
    }

    private void everybodyLives() {
        processes.forEach((name, process) -> {
            if (!process.isAlive() && process.exitValue() != 137) {
                throw new AssertionError(name + " ended; it said:\n" + words(name));
            }
        });
    }

    /** What all of them said, for a failure's message. */
    String words() {
        return processes.keySet().stream()
                .map(name -> name + ":\n" + words(name))
                .collect(Collectors.joining("\n"));
    }

    private String words(String name) {
        try {
            return Files.readString(folder.resolve(name + ".log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private String conf() {
        return folder.resolve("conf").toString();
    }

    private static int freePort() throws IOException {
        for (int attempt = 0; attempt < 200; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_768);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException taken) {
                // the next one
            }
        }
        throw new IOException("no free port below 32768");
    }

    @Override
    public void close() {
        processes.values().forEach(Process::destroyForcibly);
        processes
                .values()
                .forEach(process -> process.onExit()
                        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        .join());
    }
}
