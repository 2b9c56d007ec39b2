// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.rules;

import io.fairlead.detect.rule.RuleInfo;
import io.fairlead.detect.rule.RuleSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What became of one rule.
 *
 * @param file its file
 * @param line its line, or that of the trouble
 * @param id its id; empty when unknown
 * @param title its title; empty when unknown
 * @param status ok, warning or rejected
 * @param code why it is not ok; empty when it is
 * @param reason the same in words; empty when it is ok
 */
public record RuleReport(String file, int line, String id, String title, String status, String code, String reason) {
    public static final String OK = "ok";
    public static final String WARNING = "warning";
    public static final String REJECTED = "rejected";

    /** One report a rule, ordered by file and line. */
    public static List<RuleReport> of(RuleSet set) {
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
        Set<String> warned = new HashSet<>();
        set.warnings().forEach(warning -> {
            warned.add(warning.file() + "\0" + warning.id());
            reports.add(new RuleReport(
                    warning.file(),
                    warning.line(),
                    warning.id(),
                    warning.title(),
                    WARNING,
                    warning.code().text(),
                    warning.reason()));
        });
        Stream.concat(
                        set.rules().stream().map(rule -> rule.info()),
                        set.correlations().stream().map(rule -> rule.info()))
                .filter(info -> !warned.contains(info.file() + "\0" + info.id()))
                .forEach(info -> reports.add(ok(info)));
        reports.sort(Comparator.comparing(RuleReport::file).thenComparing(RuleReport::line));
        return reports;
    }

    /** For people: one line. */
    public String text() {
        return file + ":" + line + ": " + status + " (" + code + "): " + reason
                + (title.isEmpty() ? "" : " [" + title + "]");
    }

    private static RuleReport ok(RuleInfo info) {
        return new RuleReport(info.file(), info.line(), info.id(), info.title(), OK, "", "");
    }
}
