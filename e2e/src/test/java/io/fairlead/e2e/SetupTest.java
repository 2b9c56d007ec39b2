// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.app.cli.FairleadCommand;
import io.fairlead.app.start.DiskCheck;
import io.fairlead.embedded.EmbeddedElasticsearch;
import io.fairlead.embedded.EmbeddedKafka;
import io.fairlead.schemas.config.DataSize;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is said before anything starts or changes, against a real broker and node. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class SetupTest {
    private static final String RULE = """
            title: Somebody reads %s
            id: 5b1f6d8e-0000-4000-8000-000000000001
            status: test
            logsource: {product: kubernetes, service: audit}
            detection: {s: {verb: get}, condition: s}
            level: low
            """;

    @TempDir
    static Path folder;

    private static @Nullable EmbeddedKafka broker;
    private static @Nullable EmbeddedElasticsearch node;
    private static String kafka = "";
    private static String elasticsearch = "";

    @BeforeAll
    static void start() {
        EmbeddedKafka started = EmbeddedKafka.start(folder.resolve("kafka"));
        broker = started;
        kafka = started.bootstrapServers();
        EmbeddedElasticsearch beside = EmbeddedElasticsearch.start(folder.resolve("elasticsearch"));
        node = beside;
        elasticsearch = beside.url();
    }

    @AfterAll
    static void stop() {
        if (node != null) {
            node.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    /** What a command said and how it ended. */
    private record Ran(int exit, String out, String words) {}

    @Test
    void aPlanChangesNothingAndWhatWouldLoseDataIsRefused() throws Exception {
        Path config = config("plan.", 3, "");
        Ran plan = run("setup", "--config", config.toString(), "--dry-run");
        assertThat(plan.exit()).as(plan.words()).isZero();
        assertThat(plan.words())
                .contains("topic plan.raw: would be created with 3 partitions", "rules: would publish version");
        assertThat(topics()).noneMatch(topic -> topic.startsWith("plan."));

        Ran setup = run("setup", "--config", config.toString());
        assertThat(setup.exit()).as(setup.words()).isZero();
        assertThat(run("setup", "--config", config.toString(), "--dry-run").words())
                .contains("topic plan.raw: stands, 3 partitions", "templates: all stand", "is in force");

        Ran fewer = run("setup", "--config", config("plan.", 2, "").toString());
        assertThat(fewer.exit()).isEqualTo(1);
        assertThat(fewer.words())
                .contains("nothing is changed: topic plan.raw has 3 partitions and kafka.partitions is 2: with fewer,");

        Path shorter = config("plan.", 3, "sink: {elasticsearch: {urls: ['" + elasticsearch + "'], retention: 1d}}\n");
        Ran loss = run("setup", "--config", shorter.toString(), "--dry-run");
        assertThat(loss.exit()).isEqualTo(1);
        assertThat(loss.words()).contains("templates: would replace").contains("or give --allow-data-loss");
        assertThat(run("setup", "--config", shorter.toString(), "--allow-data-loss", "--dry-run")
                        .exit())
                .isZero();
    }

    @Test
    void aTemplateOfAnotherOwnerStopsSetupBeforeAnythingIsMade() throws Exception {
        template("PUT", "{\"index_patterns\":[\"logs-*-*\"],\"priority\":9000,\"data_stream\":{}}");
        try {
            Ran setup = run("setup", "--config", config("owner.", 2, "").toString());
            assertThat(setup.exit()).isEqualTo(1);
            assertThat(setup.words())
                    .contains("nothing is changed: the index template 'theirs' of another owner (pattern logs-*-*,");
            assertThat(topics()).noneMatch(topic -> topic.startsWith("owner."));
        } finally {
            template("DELETE", "");
        }
    }

    @Test
    void rolesWhereNobodyLogsInStopSetupBeforeAnythingIsMade() throws Exception {
        String roles =
                PipelineProcess.root().resolve("deploy/elasticsearch/roles").toString();
        String config = config("roles.", 2, "").toString();
        for (List<String> more : List.of(List.of("--dry-run"), List.<String>of())) {
            List<String> words = new ArrayList<>(List.of("setup", "--config", config, "--elasticsearch-roles", roles));
            words.addAll(more);
            Ran setup = run(words.toArray(String[]::new));
            assertThat(setup.exit()).isEqualTo(1);
            assertThat(setup.words().strip())
                    .startsWith("fairlead: roles are not made in Elasticsearch at [" + elasticsearch + "]: ")
                    .endsWith("the login needs the cluster privilege manage_security")
                    .doesNotContain("\n");
        }
        assertThat(topics()).noneMatch(topic -> topic.startsWith("roles."));
        Ran absent = run("setup", "--config", config, "--elasticsearch-roles", folder + "/nowhere");
        assertThat(absent.exit()).isEqualTo(2);
        assertThat(absent.words()).contains(folder + "/nowhere");
    }

    @Test
    void aStageSaysInOneSentenceWhyItDoesNotStart() throws Exception {
        Ran absent = run("enrich", "--config", config("absent.", 2, "").toString());
        assertThat(absent.exit()).isEqualTo(1);
        assertThat(absent.words().strip())
                .startsWith("fairlead: enrich does not start: there is no topic absent.")
                .endsWith("run fairlead setup first")
                .doesNotContain("\n");

        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.createTopics(List.of(
                            new NewTopic("odd.raw", 3, (short) 1),
                            new NewTopic("odd.events", 2, (short) 1),
                            new NewTopic("odd.dead-letter", 2, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
        Ran odd = run("enrich", "--config", config("odd.", 3, "").toString());
        assertThat(odd.exit()).isEqualTo(1);
        assertThat(odd.words()).contains("topic odd.raw has 3 partitions and topic odd.events has 2", "give both 3");
    }

    @Test
    void aFullDiskOrOneThatCannotBeWrittenIsTold() throws IOException {
        assertThat(DiskCheck.fault(folder.resolve("new/deep"), DiskCheck.LEAST)).isEmpty();
        assertThat(DiskCheck.fault(folder, new DataSize(Long.MAX_VALUE)).orElseThrow())
                .contains("is full", "make room");
        Path file = Files.writeString(folder.resolve("a-file"), "");
        assertThat(DiskCheck.fault(file.resolve("below"), DiskCheck.LEAST).orElseThrow())
                .contains("cannot be written");
    }

    @Test
    void rulesArePublishedFromAFolderAndFromGitAndWhoDidItIsKept() throws Exception {
        Path config = config("rules.", 2, "");
        assertThat(run("setup", "--config", config.toString()).exit()).isZero();
        Path rules = Files.createDirectories(folder.resolve("ours"));
        Files.writeString(rules.resolve("one.yml"), RULE.formatted("one"));
        Ran first = run("rules", "publish", rules.toString(), "--config", config.toString(), "--by", "alex");
        assertThat(first.exit()).as(first.words()).isZero();
        assertThat(first.words()).contains("published by alex, from " + rules);

        for (List<String> command : List.of(
                List.of("init", "-q"),
                List.of("add", "."),
                List.of("-c", "user.name=a", "-c", "user.email=a@example.test", "commit", "-q", "-m", "one"))) {
            git(rules, command);
        }
        Files.writeString(rules.resolve("one.yml"), "title: [broken");
        Ran broken = run("rules", "publish", rules.toString(), "--config", config.toString(), "--by", "kim");
        assertThat(broken.exit()).as(broken.words()).isZero();
        assertThat(broken.words()).contains("rule file ours/one.yml keeps its last good version");

        Path clone = folder.resolve("elsewhere/ours.git");
        git(folder, List.of("clone", "-q", "--bare", rules.toString(), clone.toString()));
        Ran same = run("rules", "publish", "file://" + clone, "--config", config.toString(), "--by", "sam");
        assertThat(same.exit()).as(same.words()).isZero();
        assertThat(same.words()).as("the very same set stays alex's").contains("published by alex");

        Files.writeString(rules.resolve("two.yml"), RULE.formatted("two").replace("0001", "0002"));
        Files.writeString(rules.resolve("one.yml"), RULE.formatted("one"));
        String tomorrow = Instant.now()
                .plus(Duration.ofDays(1))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        Ran later = run(
                "rules",
                "publish",
                rules.toString(),
                "--config",
                config.toString(),
                "--by",
                "sam",
                "--effective-from",
                tomorrow,
                "--json");
        assertThat(later.out())
                .contains("\"effective_from\":\"" + tomorrow + "\"")
                .contains(" at ");
        assertThat(run("rules", "publish", rules.toString(), "--effective-from", "2100-01-01T00:00:00Z")
                        .exit())
                .isEqualTo(2);
        Ran history = run("rules", "history", "--config", config.toString(), "--json");
        assertThat(history.out().lines()).hasSize(3);
        assertThat(history.out().lines().skip(1))
                .satisfiesExactly(
                        set -> assertThat(set)
                                .contains("\"published_by\":\"alex, from")
                                .contains("\"added\":1"),
                        set -> assertThat(set)
                                .contains("\"published_by\":\"sam, from")
                                .contains("\"added\":1,\"changed\":0,\"removed\":0"));
    }

    private static Path config(String prefix, int partitions, String more) throws IOException {
        String sink = more.isEmpty() ? "sink: {elasticsearch: {urls: ['" + elasticsearch + "']}}\n" : more;
        return Files.writeString(
                Files.createTempFile(folder, "config", ".yaml"),
                "kafka: {bootstrap-servers: '" + kafka + "', topic-prefix: " + prefix + ", partitions: " + partitions
                        + "}\n" + sink + "enrich: {state-dir: " + folder.resolve("enrich") + "}\n");
    }

    private static Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter words = new StringWriter();
        int exit = FairleadCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(words, true))
                .execute(arguments);
        return new Ran(exit, out.toString(), words.toString());
    }

    private static Set<String> topics() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            return admin.listTopics().names().get(30, TimeUnit.SECONDS);
        }
    }

    private static void template(String method, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(elasticsearch + "/_index_template/theirs"))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private static void git(Path where, List<String> arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of("git", "-C", where.toString()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(String.join(" ", command)).isZero();
    }
}
