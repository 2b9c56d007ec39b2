// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.app.offline.AsIsEvents;
import io.fairlead.app.offline.FileFault;
import io.fairlead.app.offline.FileRecord;
import io.fairlead.app.rules.Finding;
import io.fairlead.app.rules.Location;
import io.fairlead.app.rules.OfflineDetection;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.schemas.record.Event;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fairlead rules match}. */
@Command(
        name = "match",
        description =
                "Says of every event in files which rules it fulfils and why, then which correlations hold: what the"
                        + " live pipeline would alert on.",
        mixinStandardHelpOptions = true)
final class RulesMatchCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Option(
            names = "--rules",
            paramLabel = "PATH",
            arity = "1",
            description = "Rule files or folders, given once for each; none: the rules that come with Fairlead.")
    private List<Path> paths = List.of();

    @Option(names = "--json", description = "One JSON object a finding on standard output.")
    private boolean json;

    @Option(
            names = "--time-field",
            paramLabel = "FIELD",
            description = "Field of the event that holds its time, a name or a dotted path; default: what the format"
                    + " says, with --as-is one of the usual names such as @timestamp or UtcTime.")
    private @Nullable String timeField;

    @Mixin
    private final RuleOptions options = new RuleOptions();

    @Mixin
    private final InputOptions input = new InputOptions();

    private final Map<String, Integer> faults = new TreeMap<>();
    private long events;
    private long findings;

    @Override
    public Integer call() {
        Talk talk = Talk.of(spec);
        RuleSet rules = options.compile(RulesFiles.read(paths));
        rules.rejections()
                .forEach(rejection ->
                        talk.say(rejection.file() + ":" + rejection.line() + ": rejected: " + rejection.reason()));
        OfflineDetection detection = new OfflineDetection(rules);
        Consumer<Finding> print = finding -> print(finding, talk);
        Consumer<FileFault> fault = each -> {
            faults.merge(each.code().code(), 1, Integer::sum);
            talk.say(each.text());
        };
        if (options.asIs()) {
            AsIsEvents asIs = new AsIsEvents(Optional.ofNullable(timeField), input.receivedAt(), fault);
            input.records(
                    record -> asIs.take(record)
                            .ifPresent(taken -> judge(detection, record, taken.event(), taken.timed(), print)),
                    fault);
        } else {
            input.read(record -> {}, fault, (record, event) -> judge(detection, record, event, print));
        }
        detection.finish(print);
        if (detection.overflowed() > 0) {
            talk.say(detection.overflowed() + " matches were too many for one group of a correlation; split the files");
        }
        if (detection.uncounted() > 0) {
            talk.say(detection.uncounted() + " matches were not counted by correlations: their events have no time that"
                    + " can be read; name its field by --time-field");
        }
        detection
                .filterHits()
                .forEach((filter, hits) -> talk.say("filter " + filter + " held back " + hits + " matches"));
        talk.say(events + " events, " + findings + " findings, "
                + faults.values().stream().mapToInt(Integer::intValue).sum() + " dead letters");
        return ExitCode.OK;
    }

    private void judge(OfflineDetection detection, FileRecord record, Event event, Consumer<Finding> print) {
        if (timeField == null) {
            judge(detection, record, event, true, print);
            return;
        }
        Optional<Instant> time = AsIsEvents.time(event, timeField);
        Event timed =
                Event.newBuilder(event).setTime(time.orElse(event.getTime())).build();
        judge(detection, record, timed, time.isPresent(), print);
    }

    private void judge(
            OfflineDetection detection, FileRecord record, Event event, boolean timed, Consumer<Finding> print) {
        events++;
        detection.judge(new Location(record.file(), record.line()), event, timed, print);
    }

    private void print(Finding finding, Talk talk) {
        findings++;
        if (json) {
            talk.line(Talk.json(finding));
        } else {
            talk.say(text(finding));
        }
    }

    private static String text(Finding finding) {
        String rule = finding.rule().level() + "  " + finding.rule().title();
        return switch (finding) {
            case Finding.Single single -> {
                StringBuilder line = new StringBuilder(single.file() + ":" + single.line() + "  " + rule);
                single.explanation()
                        .forEach(reason -> line.append(System.lineSeparator())
                                .append("    ")
                                .append(reason.selection())
                                .append(": ")
                                .append(reason.field())
                                .append(' ')
                                .append(reason.operator())
                                .append(" '")
                                .append(reason.pattern())
                                .append("', is '")
                                .append(reason.value())
                                .append('\''));
                yield line.toString();
            }
            case Finding.Correlated correlated ->
                correlated.window().start() + " to " + correlated.window().end() + "  " + rule + "  "
                        + correlated.count() + " in " + correlated.group();
        };
    }
}
