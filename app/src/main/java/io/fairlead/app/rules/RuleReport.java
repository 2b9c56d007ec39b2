// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.rules;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.RuleFilter;
import io.fairlead.detect.rule.RuleInfo;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.detect.rule.Warning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of one rule, one report a rule.
 *
 * @param file its file
 * @param line its line, or that of the trouble
 * @param id its id; empty when unknown
 * @param title its title; empty when unknown
 * @param status compiled or rejected
 * @param code why it does not run, or what deserves a look; empty otherwise
 * @param reason the same in words; empty otherwise
 */
public record RuleReport(String file, int line, String id, String title, String status, String code, String reason) {
    public static final String COMPILED = "compiled";
    public static final String REJECTED = "rejected";

    /**
     * The reports of a set, ordered by file and line.
     *
     * @param now by which filters have expired or not
     */
    public static List<RuleReport> of(RuleSet set, Instant now) {
        List<RuleReport> reports = new ArrayList<>();
        set.rejections()
                .forEach(rejection -> reports.add(new RuleReport(
                        rejection.file(),
                        rejection.line(),
                        rejection.id(),
                        rejection.title(),
                        REJECTED,
                        rejection.code().text(),
                        rejection.reason())));
        Map<String, List<Warning>> warnings = new HashMap<>();
        set.warnings()
                .forEach(warning -> warnings.computeIfAbsent(
                                warning.file() + "\0" + warning.id(), unused -> new ArrayList<>())
                        .add(warning));
        Stream.concat(
                        set.rules().stream().filter(rule -> !isPart(rule, set)).map(DetectionRule::info),
                        set.correlations().stream().map(CorrelationRule::info))
                .map(info -> compiled(info, warnings))
                .forEach(reports::add);
        set.filters().stream().map(filter -> filter(filter, warnings, now)).forEach(reports::add);
        reports.sort(Comparator.comparing(RuleReport::file).thenComparing(RuleReport::line));
        return reports;
    }

    /** Whether it compiled but deserves a look. */
    @JsonIgnore
    public boolean isWarning() {
        return status.equals(COMPILED) && !code.isEmpty();
    }

    /** For people: one line. */
    public String text() {
        return file + ":" + line + ": " + (isWarning() ? "warning" : status) + " (" + code + "): " + reason
                + (title.isEmpty() ? "" : " [" + title + "]");
    }

    /** What an aggregation counts stands in the same document as the correlation that it became. */
    private static boolean isPart(DetectionRule rule, RuleSet set) {
        int slash = rule.id().lastIndexOf('/');
        return slash > 0
                && set.correlation(rule.id().substring(0, slash))
                        .filter(whole -> whole.info().file().equals(rule.info().file())
                                && whole.info().line() == rule.info().line())
                        .isPresent();
    }

    private static RuleReport filter(RuleFilter filter, Map<String, List<Warning>> warnings, Instant now) {
        RuleReport report = compiled(filter.info(), warnings);
        if (!filter.isExpired(now)) {
            return report;
        }
        String reason = "the filter has expired: it excludes nothing any more"
                + (filter.owner().isEmpty() ? "" : "; its owner is " + filter.owner());
        return new RuleReport(
                report.file(), report.line(), report.id(), report.title(), COMPILED, "filter-expired", reason);
    }

    private static RuleReport compiled(RuleInfo info, Map<String, List<Warning>> warnings) {
        List<Warning> its = warnings.getOrDefault(info.file() + "\0" + info.id(), List.of());
        String code = its.isEmpty() ? "" : its.getFirst().code().text();
        String reason = its.stream().map(Warning::reason).distinct().collect(Collectors.joining("; "));
        return new RuleReport(info.file(), info.line(), info.id(), info.title(), COMPILED, code, reason);
    }
}
