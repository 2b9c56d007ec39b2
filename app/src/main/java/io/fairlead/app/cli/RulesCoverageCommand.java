// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.app.rules.Coverage;
import io.fairlead.app.rules.NavigatorLayer;
import io.fairlead.detect.rule.RuleSet;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
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
            description = "A dataset that is fed, for example kubernetes.audit_logs; given once for each. None: every"
                    + " dataset that a format of Fairlead can fill.")
    private List<String> fed = List.of();

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
        Predicate<String> isFed = fed.isEmpty() ? dataset -> true : fed::contains;
        Coverage coverage = Coverage.of(rules, isFed);
        talk.result(NavigatorLayer.of(coverage, name));
        talk.say(coverage.techniques().size() + " techniques; not counted: "
                + rules.rejections().size()
                + " rules that are rejected, " + coverage.unfed().size() + " that nothing feeds, "
                + coverage.untagged().size() + " that name no technique");
        coverage.unfed().forEach(title -> talk.say("  nothing feeds: " + title));
        coverage.untagged().forEach(title -> talk.say("  names no technique: " + title));
        return ExitCode.OK;
    }
}
