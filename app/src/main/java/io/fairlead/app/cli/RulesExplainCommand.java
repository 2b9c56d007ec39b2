// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.app.offline.AsIsEvents;
import io.fairlead.app.offline.FileFault;
import io.fairlead.app.offline.FileRecord;
import io.fairlead.app.rules.ExplainedEvent;
import io.fairlead.app.rules.Location;
import io.fairlead.app.rules.RuleChoice;
import io.fairlead.app.rules.RuleExplanation;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.schemas.record.Event;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fairlead rules explain}. */
@Command(
        name = "explain",
        description =
                "Says why a rule matches events of files, or why not: its condition part by part, the events nearest"
                        + " to a match first.",
        mixinStandardHelpOptions = true)
final class RulesExplainCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Option(names = "--rule", required = true, paramLabel = "RULE", description = "Id, name or title of the rule.")
    private String rule = "";

    @Option(
            names = "--rules",
            paramLabel = "PATH",
            arity = "1",
            description = "Rule files or folders, given once for each; none: the rules that come with Fairlead.")
    private List<Path> paths = List.of();

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "5",
            description = "How many events are explained (default: 5).")
    private int most = 5;

    @Option(names = "--json", description = "One JSON object an event on standard output.")
    private boolean json;

    @Mixin
    private final RuleOptions options = new RuleOptions();

    @Mixin
    private final InputOptions input = new InputOptions();

    @Override
    public Integer call() {
        Talk talk = Talk.of(spec);
        if (most < 1 || most > 10_000) {
            throw CommandFailure.usage("--most takes a number from 1 to 10000, not " + most);
        }
        RuleSet rules = options.compile(RulesFiles.read(paths));
        RuleChoice choice = RuleChoice.of(rules, rule);
        if (choice.isEmpty()) {
            throw CommandFailure.usage(
                    "none of " + (rules.rules().size() + rules.correlations().size())
                            + " rules has the id, name or title '" + rule + "'");
        }
        choice.rejections()
                .forEach(rejection -> talk.say(rejection.file() + ":" + rejection.line() + ": rejected ("
                        + rejection.code().text() + "): " + rejection.reason()));
        if (choice.rules().isEmpty()) {
            return ExitCode.FAILED;
        }
        List<RuleExplanation> explanations = choice.rules().stream()
                .map(one -> new RuleExplanation(one, rules, most))
                .toList();
        Consumer<FileFault> fault = each -> talk.say(each.text());
        BiConsumer<FileRecord, Event> ask = (record, event) ->
                explanations.forEach(explanation -> explanation.ask(new Location(record.file(), record.line()), event));
        if (options.asIs()) {
            AsIsEvents asIs = new AsIsEvents(Optional.empty(), input.receivedAt(), fault);
            input.records(record -> asIs.take(record).ifPresent(taken -> ask.accept(record, taken.event())), fault);
        } else {
            input.read(record -> {}, fault, ask);
        }
        choice.correlation()
                .ifPresent(correlation -> talk.say("'" + correlation.info().title() + "' is a correlation ("
                        + correlation.type().name().toLowerCase(Locale.ROOT)
                        + "); the rules that it counts, one by one:"));
        for (int i = 0; i < explanations.size(); i++) {
            talk.say(choice.rules().get(i).info().title() + ": "
                    + explanations.get(i).summary());
            explanations.get(i).nearest().forEach(explained -> print(explained, talk));
        }
        return ExitCode.OK;
    }

    private void print(ExplainedEvent explained, Talk talk) {
        if (json) {
            talk.line(Talk.json(explained));
        } else {
            talk.say(explained.text());
        }
    }
}
