// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.app.rules.Coverage;
import io.fairlead.app.rules.FedDatasets;
import io.fairlead.app.rules.NavigatorLayer;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.schemas.config.Durations;
import io.fairlead.sink.elasticsearch.ElasticsearchConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fairlead rules coverage}. */
@Command(
        name = "coverage",
        description =
                "Writes a layer for the ATT&CK Navigator to standard output: the techniques that rules watch for which"
                        + " run and whose dataset is fed.",
        mixinStandardHelpOptions = true)
final class RulesCoverageCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Mixin
    private final RuleOptions options = new RuleOptions();

    @Option(
            names = "--fed",
            paramLabel = "DATASET",
            description =
                    "A dataset that is fed, for example kubernetes.audit_logs; given once for each. Without it and"
                            + " without --elasticsearch: every dataset that a format of Fairlead can fill.")
    private List<String> fed = List.of();

    @Option(
            names = "--elasticsearch",
            paramLabel = "URL",
            description = "Ask this Elasticsearch which datasets are fed: those whose data stream has documents of the"
                    + " time that --within says. Credentials and namespace come from --config.")
    private @Nullable URI elasticsearch;

    @Option(
            names = "--within",
            paramLabel = "DURATION",
            defaultValue = "24h",
            description = "How far back Elasticsearch looks for documents (default: 24h).")
    private String within = "24h";

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(names = "--name", paramLabel = "NAME", defaultValue = "Fairlead", description = "The layer's name.")
    private String name = "Fairlead";

    @Parameters(
            paramLabel = "PATH",
            arity = "0..*",
            description = "Rule files or folders; none: the rules that come with Fairlead.")
    private List<Path> paths = List.of();

    @Override
    public Integer call() {
        Talk talk = Talk.of(spec);
        RuleSet rules = options.compile(RulesFiles.read(paths));
        Coverage coverage = Coverage.of(rules, fed(rules, talk));
        talk.result(NavigatorLayer.of(coverage, name));
        talk.say(coverage.techniques().size() + " techniques; not counted: "
                + rules.rejections().size()
                + " rules that are rejected, " + coverage.unfed().size() + " that nothing feeds, "
                + coverage.untagged().size() + " that name no technique");
        coverage.unfed().forEach(title -> talk.say("  nothing feeds: " + title));
        coverage.untagged().forEach(title -> talk.say("  names no technique: " + title));
        return ExitCode.OK;
    }

    private Predicate<String> fed(RuleSet rules, Talk talk) {
        if (elasticsearch == null && config.file().isEmpty()) {
            return fed.isEmpty() ? dataset -> true : fed::contains;
        }
        if (!fed.isEmpty()) {
            throw CommandFailure.usage("--fed names what is fed, --elasticsearch and --config ask for it: give one");
        }
        try {
            ElasticsearchConfig configured = config.load(talk).sink().elasticsearch();
            ElasticsearchConfig asked =
                    elasticsearch == null ? configured : configured.withUrls(List.of(elasticsearch));
            Duration span = Durations.parse(within);
            if (span.toSeconds() < 1) {
                throw CommandFailure.usage("--within is at least 1s, not " + within);
            }
            Map<String, Long> found = FedDatasets.of(rules, asked, span);
            talk.say("fed in the last " + within + ":" + (found.isEmpty() ? " nothing that a rule asks for" : ""));
            found.forEach((dataset, documents) -> talk.say("  " + dataset + ": " + documents + " documents"));
            return found::containsKey;
        } catch (IOException e) {
            throw CommandFailure.failed("cannot ask Elasticsearch what is fed: " + Failures.sentence(e));
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        }
    }
}
