// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.rules;

import io.fairlead.app.offline.AsIsEvents;
import io.fairlead.app.offline.FileFault;
import io.fairlead.app.offline.FileRecord;
import io.fairlead.app.offline.OfflineNormalizer;
import io.fairlead.app.offline.OfflineNormalizer.OfflineOrigin;
import io.fairlead.app.rules.RuleTestFile.Case;
import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.Rejection;
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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** Runs the tests beside rules with the normaliser, matcher and windows of the pipeline. */
public final class RuleTestRunner {
    private static final Instant RECEIVED = Instant.parse("2026-01-01T00:00:00Z");

    private final RuleSet whole;
    private final boolean asIs;
    private final boolean required;

    /**
     * @param files all files: filters, correlations and macros may need what stands in others
     * @param compiler compiles files
     * @param asIs whether events are judged as they are written, whatever the format that the tests name
     * @param required whether a rule without tests fails
     */
    public RuleTestRunner(
            List<RuleFile> files, Function<List<RuleFile>, RuleSet> compiler, boolean asIs, boolean required) {
        this.required = required;
        this.whole = compiler.apply(files);
        this.asIs = asIs;
    }

    /**
     * The results of a rule file's cases; a rule that is rejected is one failed result, one without tests a skipped or
     * failed one. Filters may go without tests; theirs ask the rules that they name.
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
                    : List.of(new RuleTestResult(path, "has tests", required ? "there is no " + tests : "", !required));
        }
        Optional<Rejection> rejected = whole.rejections().stream()
                .filter(rejection -> rejection.file().equals(path))
                .findFirst();
        if (rejected.isPresent()) {
            return List.of(new RuleTestResult(path, "compiles", rejected.get().reason()));
        }
        RuleSet set = asked(path, filters);
        try {
            RuleTestFile file = RuleTestFile.read(tests);
            return file.cases().stream()
                    .map(one -> new RuleTestResult(
                            path,
                            one.name(),
                            failure(set, file.format(), one, finding -> counts(finding, path, filters))))
                    .toList();
        } catch (IllegalArgumentException e) {
            return List.of(new RuleTestResult(path, "can be read", String.valueOf(e.getMessage())));
        }
    }

    /**
     * The rules of this file, those that its correlations count, and those that its filters name; no other filters. That a
     * correlation of another file counts a rule does not silence it here.
     */
    private RuleSet asked(String path, List<RuleFilter> filters) {
        Set<String> counted = new HashSet<>();
        whole.correlations().stream().filter(isIn(path)).forEach(rule -> counted(rule, counted));
        List<DetectionRule> rules = whole.rules().stream()
                .filter(rule ->
                        rule.info().file().equals(path) || counted.contains(rule.id()) || isNamed(rule.id(), filters))
                .map(rule -> counted.contains(rule.id()) ? rule : rule.withSilent(false))
                .toList();
        List<CorrelationRule> correlations = whole.correlations().stream()
                .filter(isIn(path).or(rule -> counted.contains(rule.id())))
                .toList();
        return new RuleSet(whole.version(), rules, correlations, filters, List.of(), List.of());
    }

    private void counted(CorrelationRule correlation, Set<String> counted) {
        for (String id : correlation.ruleIds()) {
            if (counted.add(id)) {
                whole.correlation(id).ifPresent(below -> counted(below, counted));
            }
        }
    }

    private static Predicate<CorrelationRule> isIn(String path) {
        return rule -> rule.info().file().equals(path);
    }

    private static boolean isNamed(String id, List<RuleFilter> filters) {
        return filters.stream().anyMatch(filter -> filter.covers(id));
    }

    /** Whether a finding counts: it is of a rule of this file, or of one that its filters name. */
    private boolean counts(Finding finding, String path, List<RuleFilter> filters) {
        String id = finding.rule().id();
        return isNamed(id, filters)
                || whole.rule(id)
                        .filter(rule -> rule.info().file().equals(path))
                        .isPresent()
                || whole.correlation(id).filter(isIn(path)).isPresent();
    }

    private String failure(RuleSet set, String format, Case one, Predicate<Finding> counts) {
        List<Finding> found = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        Consumer<FileFault> fault = each -> faults.add("event " + each.line() + ": " + each.message());
        OfflineNormalizer normalizer = new OfflineNormalizer(
                ConfigLoader.defaults(EnrichConfig.class), new OfflineOrigin(format, "test", RECEIVED), fault);
        AsIsEvents plain = new AsIsEvents(Optional.empty(), RECEIVED, fault);
        OfflineDetection detection = new OfflineDetection(set);
        BiConsumer<FileRecord, Event> judge =
                (from, understood) -> detection.judge(new Location(from.file(), from.line()), understood, found::add);
        long number = 0;
        for (String event : one.events()) {
            number++;
            FileRecord record = new FileRecord(one.name(), number, number - 1, event.getBytes(StandardCharsets.UTF_8));
            if (asIs) {
                Location location = new Location(record.file(), record.line());
                plain.take(record)
                        .ifPresent(taken -> detection.judge(location, taken.event(), taken.timed(), found::add));
                continue;
            }
            normalizer.normalize(record, judge);
        }
        normalizer.finish(judge);
        detection.finish(found::add);
        List<Finding> findings = found.stream().filter(counts).toList();
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
