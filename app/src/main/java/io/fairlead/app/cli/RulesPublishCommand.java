// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import io.fairlead.app.config.FairleadConfig;
import io.fairlead.app.rules.RuleFolder;
import io.fairlead.app.rules.RuleSources;
import io.fairlead.app.up.RulePublisher;
import io.fairlead.detect.RuleManifests;
import io.fairlead.detect.RuleSetCompiler;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.rules.RulePack;
import io.fairlead.schemas.record.RuleFile;
import io.fairlead.schemas.record.RuleManifest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fairlead rules publish}. */
@Command(
        name = "publish",
        description =
                "Publishes the rules of a folder or a git repository to your Kafka: running detect stages take them"
                        + " over whole, at one moment, without a restart. A rule that does not compile any more keeps its last good"
                        + " version.",
        mixinStandardHelpOptions = true)
final class RulesPublishCommand implements Callable<Integer> {
    private static final Duration FURTHEST = Duration.ofDays(30);

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(names = "--branch", paramLabel = "NAME", description = "Branch or tag of the repository.")
    private @Nullable String branch;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            description = "Who publishes, for the record. Default: the user of this process.")
    private String by = System.getProperty("user.name", "unknown");

    @Option(
            names = "--effective-from",
            paramLabel = "TIME",
            description = "Events received from then on are judged by these rules, for example 2026-01-31T06:00:00Z."
                    + " Default: in a few seconds.")
    private @Nullable String effectiveFrom;

    @Option(names = "--dry-run", description = "Say what would be published, and publish nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "What was published as JSON on standard output.")
    private boolean json;

    @Parameters(paramLabel = "SOURCE", description = "Folder, or address of a git repository.")
    private String source = "";

    @Override
    public Integer call() throws InterruptedException {
        Talk talk = Talk.of(spec);
        FairleadConfig settings = config.load(talk);
        Optional<Instant> from = Optional.ofNullable(effectiveFrom).map(RulesPublishCommand::time);
        RuleFolder folder = folder();
        List<RuleFile> files = new ArrayList<>(settings.rules().bundled() ? RulePack.files() : List.of());
        files.addAll(folder.files());
        files.addAll(RuleSources.lists(settings.rules().lists()));
        if (dryRun) {
            RuleSet compiled = RuleSetCompiler.standard().compile(files);
            talk.say("would publish version " + RuleManifests.version(files) + ", " + files.size() + " files, "
                    + compiled.rejections().size() + " rules rejected");
            return ExitCode.OK;
        }
        RuleManifest manifest =
                RulePublisher.publish(settings, files, by + ", from " + folder.origin(), from, talk::say);
        if (json) {
            talk.result(Map.of(
                    "version", manifest.getVersion(),
                    "effective_from", manifest.getEffectiveFrom().toString(),
                    "published_by", manifest.getPublishedBy(),
                    "files", manifest.getFiles().size()));
        }
        talk.say("version " + manifest.getVersion() + ", " + manifest.getFiles().size() + " files, in force from "
                + manifest.getEffectiveFrom() + ", published by " + manifest.getPublishedBy());
        return ExitCode.OK;
    }

    private RuleFolder folder() throws InterruptedException {
        try {
            return RuleFolder.read(source, Optional.ofNullable(branch));
        } catch (IllegalArgumentException noRules) {
            throw CommandFailure.usage(String.valueOf(noRules.getMessage()));
        } catch (IOException e) {
            throw CommandFailure.failed("cannot read " + source + ": " + e.getMessage());
        }
    }

    /** Later ones come into force after it only, so a slip of the year would hold up everything else. */
    private static Instant time(String text) {
        try {
            Instant time = Instant.parse(text);
            if (time.isAfter(Instant.now().plus(FURTHEST))) {
                throw CommandFailure.usage(
                        "--effective-from takes a time within the next " + FURTHEST.toDays() + " days, not " + text);
            }
            return time;
        } catch (DateTimeParseException e) {
            throw CommandFailure.usage("--effective-from takes a time like 2026-01-31T06:00:00Z, not " + text);
        }
    }
}
