// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.app.config.FairleadConfig;
import io.fairlead.detect.job.rules.PublishedRuleSet;
import io.fairlead.detect.job.rules.RuleSetSource;
import io.fairlead.detect.job.rules.RuleTimeline;
import io.fairlead.schemas.record.RuleFile;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fairlead rules history}. */
@Command(
        name = "history",
        description =
                "Who published which rules when, and what changed: every set of the last 30 days that Kafka holds,"
                        + " oldest first.",
        mixinStandardHelpOptions = true)
final class RulesHistoryCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(names = "--json", description = "One set a line as JSON on standard output.")
    private boolean json;

    @Override
    public Integer call() {
        Talk talk = Talk.of(spec);
        FairleadConfig settings = config.load(talk);
        Map<String, String> before = Map.of();
        for (PublishedRuleSet set :
                RuleSetSource.timeline(settings.kafka()).map(RuleTimeline::sets).orElse(List.of())) {
            Map<String, String> files =
                    set.files().stream().collect(Collectors.toMap(RuleFile::getPath, RuleFile::getHash));
            Map<String, Object> entry = entry(set, before, files);
            if (json) {
                talk.result(entry);
            } else {
                talk.say(entry.get("effective_from") + "  " + set.version() + "  " + set.publishedBy() + "  "
                        + entry.get("added") + " files added, " + entry.get("changed") + " changed, "
                        + entry.get("removed") + " removed");
            }
            before = files;
        }
        return ExitCode.OK;
    }

    private static Map<String, Object> entry(
            PublishedRuleSet set, Map<String, String> before, Map<String, String> files) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("version", set.version());
        entry.put("effective_from", Instant.ofEpochMilli(set.effectiveFrom()).toString());
        entry.put("published_by", set.publishedBy());
        entry.put("files", files.size());
        entry.put(
                "added",
                files.keySet().stream()
                        .filter(path -> !before.containsKey(path))
                        .count());
        entry.put(
                "changed",
                files.entrySet().stream()
                        .filter(file -> before.containsKey(file.getKey())
                                && !Objects.equals(before.get(file.getKey()), file.getValue()))
                        .count());
        entry.put(
                "removed",
                before.keySet().stream()
                        .filter(path -> !files.containsKey(path))
                        .count());
        return entry;
    }
}
