// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.rules;

import io.fairlead.app.offline.AsIsEvents;
import io.fairlead.app.offline.FileFault;
import io.fairlead.app.offline.FileRecord;
import io.fairlead.app.offline.OfflineNormalizer;
import io.fairlead.app.offline.OfflineNormalizer.OfflineOrigin;
import io.fairlead.app.rules.RuleTestFile.Case;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.RuleFilter;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.enrich.EnrichConfig;
import io.fairlead.schemas.config.ConfigLoader;
import io.fairlead.schemas.record.Event;
import io.fairlead.schemas.record.RuleFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/** Runs the tests beside rules with the normaliser, matcher and windows of the pipeline. */
public final class RuleTestRunner {
    private static final Instant RECEIVED = Instant.parse("2026-01-01T00:00:00Z");

    private final Function<List<RuleFile>, RuleSet> compiler;
    private final RuleSet whole;
    private final boolean asIs;

    /**
     * @param files all files, for filters whose rules stand in others
     * @param compiler compiles files
     * @param asIs whether events are judged as they are written, whatever the format that the tests name
     */
    public RuleTestRunner(List<RuleFile> files, Function<List<RuleFile>, RuleSet> compiler, boolean asIs) {
        this.compiler = compiler;
        this.whole = compiler.apply(files);
        this.asIs = asIs;
    }

    /**
     * The results of a rule file's cases; a rule that has no tests or is rejected is one failed result. Filters may go
     * without tests; theirs ask the rules that they name.
     */
    public List<RuleTestResult> run(RuleFile rule) {
        String path = rule.getPath();
        Path tests = Path.of(path.replaceFirst("\\.ya?ml$", "") + ".test.yml");
        List<RuleFilter> filters = whole.filters().stream()
                .filter(filter -> filter.info().file().equals(path))
                .toList();
        if (!Files.isRegularFile(tests)) {
            return !filters.isEmpty()
                    ? List.of()
                    : List.of(new RuleTestResult(path, "has tests", "there is no " + tests));
        }
        RuleSet alone = compiler.apply(List.of(rule));
        RuleSet set = alone.rejections().isEmpty() || filters.isEmpty() ? alone : filtered(filters);
        if (!set.rejections().isEmpty()) {
            return List.of(
                    new RuleTestResult(path, "compiles", set.rejections().get(0).reason()));
        }
        try {
            RuleTestFile file = RuleTestFile.read(tests);
            return file.cases().stream()
                    .map(one -> new RuleTestResult(path, one.name(), failure(set, file.format(), one)))
                    .toList();
        } catch (IllegalArgumentException e) {
            return List.of(new RuleTestResult(path, "can be read", String.valueOf(e.getMessage())));
        }
    }

    /** The rules that these filters name. */
    private RuleSet filtered(List<RuleFilter> filters) {
        List<DetectionRule> rules = whole.rules().stream()
                .filter(rule -> filters.stream().anyMatch(filter -> filter.covers(rule.id())))
                .toList();
        return new RuleSet(whole.version(), rules, List.of(), filters, List.of(), List.of());
    }

    private String failure(RuleSet set, String format, Case one) {
        List<Finding> findings = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        Consumer<FileFault> fault = each -> faults.add("event " + each.line() + ": " + each.message());
        OfflineNormalizer normalizer = new OfflineNormalizer(
                ConfigLoader.defaults(EnrichConfig.class), new OfflineOrigin(format, "test", RECEIVED), fault);
        AsIsEvents plain = new AsIsEvents(Optional.empty(), RECEIVED, fault);
        OfflineDetection detection = new OfflineDetection(set);
        BiConsumer<FileRecord, Event> judge = (from, understood) ->
                detection.judge(new Location(from.file(), from.line()), understood, findings::add);
        long number = 0;
        for (String event : one.events()) {
            number++;
            FileRecord record = new FileRecord(one.name(), number, number - 1, event.getBytes(StandardCharsets.UTF_8));
            if (asIs) {
                Location location = new Location(record.file(), record.line());
                plain.take(record)
                        .ifPresent(taken -> detection.judge(location, taken.event(), taken.timed(), findings::add));
                continue;
            }
            normalizer.normalize(record, judge);
        }
        normalizer.finish(judge);
        detection.finish(findings::add);
        if (!faults.isEmpty()) {
            return faults.get(0);
        }
        if (findings.size() != one.alerts()) {
            return findings.size() + " alerts instead of " + one.alerts();
        }
        boolean grouped = one.group().isEmpty()
                || findings.stream()
                        .allMatch(finding -> finding instanceof Finding.Correlated correlated
                                && correlated.group().equals(one.group()));
        return grouped ? "" : "the alert's group is not " + one.group();
    }
}
