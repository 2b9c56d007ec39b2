// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.app.config.FairleadConfig;
import io.fairlead.app.config.RulesConfig.Publisher;
import io.fairlead.app.kafka.AclFile;
import io.fairlead.app.kafka.KafkaSetup;
import io.fairlead.app.kafka.TopicReport;
import io.fairlead.app.start.KafkaCheck;
import io.fairlead.app.start.SetupPlan;
import io.fairlead.app.up.RulePublisher;
import io.fairlead.schemas.record.RuleManifest;
import io.fairlead.sink.elasticsearch.ElasticsearchRoles;
import io.fairlead.sink.elasticsearch.ElasticsearchSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.acl.AclBinding;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fairlead setup}. */
@Command(
        name = "setup",
        description = "Creates topics, permissions, roles and templates and publishes the rules; what stands already is"
                + " left alone. Safe to repeat.",
        mixinStandardHelpOptions = true)
final class SetupCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(
            names = "--kafka-acls",
            paramLabel = "FILE",
            description = "Permissions to create on a Kafka with an authorizer, for example deploy/kafka/acls.txt.")
    private @Nullable Path acls;

    @Option(
            names = "--elasticsearch-roles",
            paramLabel = "FOLDER",
            description = "Roles to make in an Elasticsearch with security, for example deploy/elasticsearch/roles.")
    private @Nullable Path roles;

    @Option(names = "--json", description = "What was found and done, as JSON lines on standard output.")
    private boolean json;

    @Option(
            names = "--dry-run",
            description = "Say what would be done, and do nothing; exit 1 when it would be refused.")
    private boolean dryRun;

    @Option(
            names = "--allow-data-loss",
            description = "Go on although templates would have documents deleted that are kept now.")
    private boolean allowDataLoss;

    @Override
    public Integer call() throws IOException {
        Talk talk = Talk.of(spec);
        FairleadConfig settings = config.load(talk);
        Optional<List<AclBinding>> permissions = Optional.ofNullable(acls).map(SetupCommand::permissions);
        Optional<ElasticsearchRoles> logins = Optional.ofNullable(roles).map(SetupCommand::roles);
        KafkaCheck.fault(settings.kafka()).ifPresent(fault -> {
            throw CommandFailure.failed("nothing is changed: " + fault);
        });
        SetupPlan plan = SetupPlan.of(settings, permissions, logins);
        if (dryRun) {
            plan.lines().forEach(talk::say);
            tell(talk, "plan", plan.lines());
        }
        List<String> refusals = plan.refusals(allowDataLoss);
        if (!refusals.isEmpty()) {
            throw CommandFailure.failed("nothing is changed: " + String.join("; ", refusals));
        }
        return dryRun ? ExitCode.OK : carryOut(settings, permissions, logins, talk);
    }

    private int carryOut(
            FairleadConfig settings,
            Optional<List<AclBinding>> permissions,
            Optional<ElasticsearchRoles> logins,
            Talk talk)
            throws IOException {
        for (TopicReport report : KafkaSetup.apply(settings.kafka())) {
            talk.say("topic " + report.topic() + ": " + (report.created() ? "created" : "stands") + ", "
                    + report.partitions() + " partitions"
                    + (report.differences().isEmpty()
                            ? ""
                            : "; left as it is although " + String.join("; ", report.differences())));
            tell(talk, "topic", report);
        }
        if (permissions.isPresent()) {
            int created = KafkaSetup.allow(settings.kafka(), permissions.get());
            talk.say("permissions on Kafka: " + (created == 0 ? "all stand" : created + " created"));
            tell(talk, "permissions", created);
        }
        if (logins.isPresent()) {
            List<String> made = logins.get().apply(settings.sink());
            talk.say("roles in Elasticsearch: " + (made.isEmpty() ? "all stand" : "made " + String.join(", ", made)));
            tell(talk, "roles", made);
        }
        List<String> templates = ElasticsearchSetup.apply(settings.sink());
        talk.say("templates: " + (templates.isEmpty() ? "all stand" : "put " + String.join(", ", templates)));
        tell(talk, "templates", templates);
        if (settings.rules().publisher() == Publisher.DETECT) {
            talk.say("rules: left to the detect stage (rules.publisher: detect)");
            return ExitCode.OK;
        }
        RuleManifest manifest = RulePublisher.publish(settings, "fairlead setup", talk::say);
        talk.say("rules: version " + manifest.getVersion() + ", "
                + manifest.getFiles().size() + " files, in force since " + manifest.getEffectiveFrom());
        tell(talk, "rules", manifest.getVersion());
        return ExitCode.OK;
    }

    private static List<AclBinding> permissions(Path file) {
        try {
            return AclFile.read(file);
        } catch (IOException e) {
            throw CommandFailure.usage("cannot read " + file + ": " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        }
    }

    private static ElasticsearchRoles roles(Path folder) {
        try {
            return ElasticsearchRoles.read(folder);
        } catch (IOException e) {
            throw CommandFailure.usage("cannot read the roles of " + folder + ": " + e.getMessage());
        }
    }

    private void tell(Talk talk, String what, Object value) {
        if (json) {
            talk.result(Map.of(what, value));
        }
    }
}
