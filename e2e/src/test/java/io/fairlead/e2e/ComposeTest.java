// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.app.Fairlead;
import io.fairlead.app.cli.FairleadCommand;
import io.fairlead.app.config.ConfigFile;
import io.fairlead.app.config.FairleadConfig;
import io.fairlead.testkit.container.ContainedElasticsearch;
import io.fairlead.testkit.container.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What docker-compose.yml, the Dockerfile and the files they mount name is there: no container engine is needed to know. */
final class ComposeTest {
    private static final Path ROOT = PipelineProcess.root();
    private static final Pattern IMAGE = Pattern.compile("(.+):([0-9]+\\.[0-9]+\\.[0-9]+)");

    @TempDir
    static Path folder;

    private static Path secrets;

    @BeforeAll
    static void makeSecrets() throws Exception {
        secrets = folder.resolve("secrets");
        SecuredBroker.in(secrets);
    }

    static List<ComposeFile.Service> services() throws IOException {
        return compose().services();
    }

    static List<ComposeFile.Service> stages() throws IOException {
        return compose().stages().toList();
    }

    @Test
    void everyStageIsThere() throws IOException {
        assertThat(stages()).extracting(ComposeFile.Service::name).contains("ingest", "collect", "enrich", "sink");
    }

    @Test
    void theFileIsWhatTheComposeSpecificationAllows() throws IOException {
        String text = Files.readString(ROOT.resolve("docker-compose.yml"));
        assertThat(faults(text)).isEmpty();
        assertThat(faults(text.replace("mem_limit: 2g", "memory_limit: 2g")))
                .allMatch(fault -> fault.contains("no key memory_limit"))
                .isNotEmpty();
        assertThat(faults(text.replace("condition: service_healthy", "condition: healthy")))
                .isNotEmpty();
        assertThat(faults(text.replace("interval: 10s", "interval: 10"))).isNotEmpty();
    }

    /** Each of these the specification's schema refuses too. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "image: apache/kafka:4.2.2 | image: [apache/kafka]",
                "build: . | build: 1",
                "{context: ., target: flink} | {context: ., stage: flink}",
                "user: \"0:0\" | user: 0",
                "memlock: -1 | memlock: [1]",
                "retries: 12 | retries: [12]",
                "tmpfs: [/tmp] | tmpfs: [{a: b}]",
                "cap_drop: [ALL] | cap_drop: [ALL, ALL]",
                "profiles: [collect] | profiles: [1]",
                "entrypoint: [\"bash\", \"/setup.sh\"] | entrypoint: [bash, 1]",
                "target: kafka_password} | target: [kafka_password]}",
                "target: kafka_password} | into: kafka_password}",
                "read_only: true | read_only: [true]",
                "\\n  enrich:\\n  checkpoints:\\n\\nsecrets: | \\n  enrich: {size: 1g}\\n  checkpoints:\\n\\nsecrets:",
                "ca: {file: ./deploy/secrets/ca} | ca: {path: ./deploy/secrets/ca}",
            })
    void whatItDoesNotAllowIsSeen(String right, String wrong) throws IOException {
        String text = Files.readString(ROOT.resolve("docker-compose.yml"));
        String changed = text.replace(right.translateEscapes(), wrong.translateEscapes());
        assertThat(changed).isNotEqualTo(text);
        assertThat(faults(changed)).isNotEmpty();
    }

    private static List<String> faults(String text) {
        return ComposeSpecification.faults(new Load(LoadSettings.builder().build()).loadFromString(text));
    }

    @ParameterizedTest
    @MethodSource("services")
    void whatAServiceNamesIsThere(ComposeFile.Service service) throws IOException {
        ComposeFile compose = compose();
        Set<String> names = services().stream().map(ComposeFile.Service::name).collect(Collectors.toSet());
        assertThat(names).containsAll(service.map("depends_on").keySet());
        assertThat(compose.secretFiles().keySet()).containsAll(service.secrets().values());
        for (String volume : service.texts("volumes")) {
            String source = volume.split(":", 2)[0];
            if (source.startsWith("./")) {
                assertThat(ROOT.resolve(source)).exists();
            } else if (!source.startsWith("/")) {
                assertThat(compose.volumes()).contains(source);
            }
        }
        assertThat(service.text("image")).as("a fixed version").matches(IMAGE);
        assertThat(service.text("mem_limit")).as("a limit of memory").matches("[0-9]+[mg]");
        service.map("depends_on").forEach((other, how) -> {
            boolean healthy = String.valueOf(how).contains("service_healthy");
            assertThat(!healthy || hasHealthCheck(other))
                    .as(other + " has a health check")
                    .isTrue();
        });
    }

    @Test
    void everySecretIsMadeByTheScriptAndUsed() throws IOException {
        Set<String> used = new HashSet<>();
        services().forEach(service -> used.addAll(service.secrets().values()));
        ComposeFile compose = compose();
        assertThat(used)
                .containsExactlyInAnyOrderElementsOf(compose.secretFiles().keySet());
        compose.secretFiles().forEach((name, file) -> {
            assertThat(file).startsWith("./deploy/secrets/");
            assertThat(secrets.resolve(Path.of(file).getFileName())).isNotEmptyFile();
        });
    }

    @ParameterizedTest
    @MethodSource("stages")
    void everyStageStartsFromACommandAndAConfigurationThatAreUnderstood(ComposeFile.Service stage) throws IOException {
        List<String> command = stage.texts("command");
        assertThat(FairleadCommand.commandLine()
                        .parseArgs(command.toArray(String[]::new))
                        .subcommand()
                        .commandSpec()
                        .name())
                .isEqualTo(command.getFirst());
        List<String> unused = new ArrayList<>();
        FairleadConfig config = ConfigFile.load(
                Optional.of(here(mounted(stage, command.get(command.indexOf("--config") + 1)))),
                environment(stage),
                unused::add);
        assertThat(unused).isEmpty();
        assertThat(config.kafka().bootstrapServers()).isEqualTo("kafka:9092");
        for (String file : secretsNamedIn(stage)) {
            assertThat(stage.secrets()).as("the secrets of the container").containsKey(file);
        }
    }

    @ParameterizedTest
    @MethodSource("stages")
    void everyStageIsConfined(ComposeFile.Service stage) {
        assertThat(stage.text("read_only")).isEqualTo("true");
        assertThat(stage.texts("cap_drop")).containsExactly("ALL");
        assertThat(stage.texts("security_opt")).containsExactly("no-new-privileges:true");
        assertThat(stage.texts("tmpfs")).contains("/tmp");
    }

    @Test
    void publishedPortsAreThoseThatAreListenedOn() throws IOException {
        ComposeFile.Service ingest = stages().stream()
                .filter(stage -> stage.name().equals("ingest"))
                .findFirst()
                .orElseThrow();
        FairleadConfig config =
                ConfigFile.load(Optional.of(here(ROOT.resolve("deploy/fairlead.yaml"))), Map.of(), warning -> {});
        assertThat(ingest.texts("ports"))
                .containsExactly("8088:" + config.ingest().port());
        assertThat(Files.readString(ROOT.resolve("deploy/healthy.sh")))
                .contains(
                        "FAIRLEAD_OBSERVABILITY_PORT:-" + config.observability().port())
                .contains("GET /health/ready ");
    }

    @Test
    void versionsAreThoseOfTheBuild() throws IOException {
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        Map<String, String> versions = new HashMap<>();
        for (ComposeFile.Service service : services()) {
            Matcher image = IMAGE.matcher(service.text("image"));
            assertThat(image.matches()).isTrue();
            versions.put(image.group(1), image.group(2));
        }
        assertThat(pom).contains("<kafka.version>" + versions.get("apache/kafka") + "<");
        assertThat(pom)
                .contains("<elasticsearch.version>" + versions.get("docker.elastic.co/elasticsearch/elasticsearch")
                        + "<");
        assertThat(List.of(Images.KAFKA, Images.ELASTICSEARCH))
                .as("what containers of tests are made of")
                .allSatisfy(image -> assertThat(services())
                        .anyMatch(service -> service.text("image").equals(image)));
        assertThat(versions.get("docker.elastic.co/kibana/kibana"))
                .isEqualTo(versions.get("docker.elastic.co/elasticsearch/elasticsearch"));
    }

    @Test
    void theNodeOfTheContractsIsToldWhatThisOneIsTold() throws IOException {
        ComposeFile.Service elasticsearch = services().stream()
                .filter(service -> service.name().equals("elasticsearch"))
                .findFirst()
                .orElseThrow();
        Map<String, Object> settings = elasticsearch.map("environment");
        settings.remove("ES_JAVA_OPTS");
        assertThat(settings).isEqualTo(ContainedElasticsearch.SETTINGS);
        assertThat(elasticsearch.secrets())
                .containsEntry("/usr/share/elasticsearch/config/certs/http.crt", "elasticsearch_tls_certificate")
                .containsEntry("/usr/share/elasticsearch/config/certs/http.key", "elasticsearch_tls_key");
    }

    @Test
    void whatItAsksAnotherServiceForIsWhereThatListens() throws IOException {
        String broker = Files.readString(ROOT.resolve("deploy/kafka/server.properties"));
        String listener = broker.lines()
                .filter(line -> line.startsWith("advertised.listeners=CLIENTS://"))
                .map(line -> line.substring(line.indexOf("//") + 2))
                .findFirst()
                .orElseThrow();
        FairleadConfig config =
                ConfigFile.load(Optional.of(here(ROOT.resolve("deploy/fairlead.yaml"))), Map.of(), warning -> {});
        assertThat(config.kafka().bootstrapServers()).isEqualTo(listener);
        String port = listener.substring(listener.indexOf(':') + 1);
        assertThat(broker).contains("listeners=CLIENTS://0.0.0.0:" + port + ",");
        assertThat(services())
                .filteredOn(service -> service.name().equals("kafka"))
                .singleElement()
                .satisfies(kafka ->
                        assertThat(String.valueOf(kafka.map("healthcheck"))).contains("/dev/tcp/127.0.0.1/" + port));
        String node = "https://elasticsearch:9200";
        assertThat(config.sink().elasticsearch().urls()).hasToString("[" + node + "]");
        assertThat(Files.readString(ROOT.resolve("deploy/elasticsearch/setup.sh")))
                .contains(node);
        assertThat(services())
                .filteredOn(service -> service.name().equals("kibana"))
                .singleElement()
                .satisfies(kibana -> assertThat(kibana.map("environment")).containsEntry("ELASTICSEARCH_HOSTS", node));
        // names of services are names of hosts, and certificates are made for them
        String secretsScript = Files.readString(ROOT.resolve("deploy/secrets.sh"));
        assertThat(secretsScript)
                .contains("certificate kafka_tls kafka\n", "certificate elasticsearch_tls elasticsearch\n");
    }

    @Test
    void imageIsMadeOfFilesThatTheBuildMakes() throws IOException {
        String dockerfile = Files.readString(ROOT.resolve("Dockerfile"));
        assertThat(dockerfile).contains("USER 10001:10001", Fairlead.class.getName());
        for (String built : List.of("app/target/fairlead-app.jar", "app/target/jvm.args", "app/target/lib")) {
            assertThat(dockerfile).contains("/build/" + built);
            assertThat(ROOT.resolve(built)).exists();
        }
        try (Stream<Path> jars = Files.list(ROOT.resolve("app/target/lib"))) {
            assertThat(jars.map(jar -> jar.getFileName().toString()))
                    .noneMatch(name -> name.matches("elasticsearch-[0-9].*|.*transport-netty4.*"));
        }
    }

    private static ComposeFile compose() throws IOException {
        return ComposeFile.read(ROOT.resolve("docker-compose.yml"));
    }

    private static boolean hasHealthCheck(String name) {
        try {
            return services().stream()
                    .anyMatch(service -> service.name().equals(name)
                            && !service.map("healthcheck").isEmpty());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The file of this checkout behind a path of the container. */
    private static Path mounted(ComposeFile.Service service, String path) {
        return service.texts("volumes").stream()
                .map(volume -> volume.split(":"))
                .filter(volume -> volume[1].equals(path))
                .map(volume -> ROOT.resolve(volume[0]))
                .findFirst()
                .orElseThrow(() -> new AssertionError(service.name() + " mounts nothing on " + path));
    }

    /** The configuration with the secrets of this machine. */
    private static Path here(Path configuration) throws IOException {
        String text = Files.readString(configuration).replace("/run/secrets", secrets.toString());
        return Files.writeString(folder.resolve("fairlead.yaml"), text);
    }

    private static Map<String, String> environment(ComposeFile.Service stage) {
        Map<String, String> environment = new HashMap<>();
        stage.map("environment").forEach((name, value) -> {
            if (name.startsWith("FAIRLEAD_")) {
                environment.put(name, String.valueOf(value).replace("/run/secrets", secrets.toString()));
            }
        });
        return environment;
    }

    /** What every stage reads at its start: secrets of its environment, and those of the file that it cannot do without. */
    private static Set<String> secretsNamedIn(ComposeFile.Service stage) {
        Set<String> named =
                new HashSet<>(Set.of("/run/secrets/ca", "/run/secrets/kafka_password", "/run/secrets/ingest_token"));
        stage.map("environment").values().stream()
                .map(String::valueOf)
                .filter(value -> value.startsWith("/run/secrets/"))
                .forEach(named::add);
        return named;
    }
}
