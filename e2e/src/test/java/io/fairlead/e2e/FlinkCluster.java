// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
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
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A standalone cluster of Flink, for sessions or for one job: one job manager and task managers of two slots, each a process of
 * its own with what a Flink distribution has on its class path, and nothing of ours.
 */
final class FlinkCluster implements AutoCloseable {
    static final int SLOTS = 2;

    private static final String WORKER = "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";
    private static final String REPORTER = "org.apache.flink.metrics.prometheus.PrometheusReporterFactory";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern DISTRIBUTION = Pattern.compile(
            "(flink-(?!connector-(base|kafka)-).*"
                    + "|kryo|reflectasm|objenesis|minlog|commons-(cli|collections|compress|io|lang3|math3|text)|javassist"
                    + "|snappy-java|lz4-java|RoaringBitmap|jsr305|snakeyaml-engine|slf4j-api|log4j-(api|core|slf4j2-impl))-[0-9].*\\.jar");

    private final Path folder;
    private final int restPort;
    private final int metricsPort;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Process> processes = new LinkedHashMap<>();

    private FlinkCluster(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.restPort = freePort();
        this.metricsPort = freePort();
        configure(freePort());
    }

    /** Starts a job manager and this many task managers, all of which are there when this returns. */
    static FlinkCluster start(Path folder, int workers) throws IOException {
        FlinkCluster cluster = new FlinkCluster(folder);
        cluster.start("jobmanager", "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint");
        for (int worker = 1; worker <= workers; worker++) {
            cluster.startWorker("taskmanager-" + worker);
        }
        cluster.awaitSlots(workers * SLOTS);
        return cluster;
    }

    /**
     * Starts a job manager that runs the job of this jar and nothing else, and a task manager that shows its metrics.
     *
     * @param arguments what stands behind {@code standalone-job} where an image of Flink is started
     */
    static FlinkCluster startApplication(Path folder, Path jar, List<String> arguments) throws IOException {
        FlinkCluster cluster = new FlinkCluster(folder);
        Path own = Files.createDirectories(folder.resolve("usrlib"));
        Files.copy(jar, own.resolve(jar.getFileName()));
        cluster.startApplication("jobmanager", arguments);
        List<String> words = new ArrayList<>(List.of("--configDir", cluster.conf()));
        words.add("-Dmetrics.reporter.prom.factory.class=" + REPORTER);
        words.add("-Dmetrics.reporter.prom.port=" + cluster.metricsPort);
        cluster.processes.put("taskmanager-1", cluster.java("taskmanager-1", WORKER, words));
        return cluster;
    }

    void startApplication(String name, List<String> arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of("--configDir", conf()));
        words.addAll(arguments);
        processes.put(
                name,
                java(name, "org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint", words));
    }

    /** What the task manager of a cluster for one job shows to Prometheus. */
    String metrics() throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + metricsPort + "/metrics");
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** What the health check of the job manager's container says. */
    boolean healthy() throws IOException, InterruptedException {
        String script = Files.readString(PipelineProcess.root().resolve("deploy/flink/healthy.sh"))
                .replace("127.0.0.1/8081", "127.0.0.1/" + restPort);
        Process check = new ProcessBuilder("bash", "-c", script, "healthy.sh", "jobmanager")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("healthy.log").toFile())
                .start();
        if (!check.waitFor(10, TimeUnit.SECONDS)) {
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
                heartbeat.interval: 1000
                heartbeat.timeout: 6000
                io.tmp.dirs: %s
                execution.checkpointing.dir: %s
                """.formatted(
                        rpcPort,
                        restPort,
                        SLOTS,
                        Files.createDirectories(folder.resolve("tmp")),
                        folder.resolve("checkpoints").toUri()));
    }

    void startWorker(String name) throws IOException {
        start(name, WORKER);
    }

    private void start(String name, String entryPoint) throws IOException {
        processes.put(name, java(name, entryPoint, List.of("--configDir", conf())));
    }

    /** SIGKILL: it says goodbye to nobody. */
    void kill(String name) throws InterruptedException {
        Process process = Objects.requireNonNull(processes.get(name), name);
        if (!process.destroyForcibly().waitFor(10, TimeUnit.SECONDS)) {
            throw new AssertionError(name + " survives SIGKILL");
        }
    }

    /** What {@code bin/flink} does with these arguments; what it says. */
    String flink(String... arguments) throws IOException, InterruptedException {
        String name = "flink-" + arguments[0];
        Process client = java(name, "org.apache.flink.client.cli.CliFrontend", List.of(arguments));
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
        URI uri = URI.create("http://127.0.0.1:" + restPort + path);
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
        return JSON.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    void awaitSlots(int slots) {
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

    private Process java(String name, String main, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                // of those that a distribution's own configuration gives, the one its command line needs
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "-Dlog4j.configurationFile=" + conf() + "/log4j2.properties",
                "-cp",
                classPath(),
                main));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile());
        builder.environment().put("FLINK_CONF_DIR", conf());
        builder.environment().put("FLINK_LIB_DIR", folder.resolve("lib").toString());
        return builder.start();
    }

    private String conf() {
        return folder.resolve("conf").toString();
    }

    private static String classPath() throws IOException {
        Path rocks = PipelineProcess.root().resolve("e2e/target/flink-rocksdb");
        try (Stream<Path> rocksdb = Files.list(rocks)) {
            return Stream.concat(distribution(), rocksdb)
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    /** The jars of a Flink distribution that are on the class path of the tests. */
    static Stream<Path> distribution() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(jar ->
                        DISTRIBUTION.matcher(jar.getFileName().toString()).matches());
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
                .forEach(process ->
                        process.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    }
}
