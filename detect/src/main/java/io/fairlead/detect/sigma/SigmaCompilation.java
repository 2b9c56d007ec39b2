// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.CompiledFiles;
import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.Logsource;
import io.fairlead.detect.rule.Rejection;
import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.rule.RuleFilter;
import io.fairlead.detect.rule.RuleInfo;
import io.fairlead.detect.rule.Warning;
import io.fairlead.detect.rule.WarningCode;
import io.fairlead.detect.yaml.RuleException;
import io.fairlead.detect.yaml.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One compilation: first all rules on single events, then the filters that name them, then the correlations that refer to
 * them.
 */
final class SigmaCompilation {
    private final DetectionReader detections;
    private final FilterReader filterReader;
    private final CorrelationReader correlationReader;
    private final FieldNames.Lookup lookup;
    private final BaseRules bases = new BaseRules();
    private final List<DetectionRule> rules = new ArrayList<>();
    private final Map<String, List<DetectionRule>> byReference = new LinkedHashMap<>();
    private final List<SigmaDocument> aggregations = new ArrayList<>();
    private final List<RuleFilter> filters = new ArrayList<>();
    private final List<CorrelationRule> correlations = new ArrayList<>();
    private final List<Rejection> rejections;
    private final List<Warning> warnings = new ArrayList<>();

    /**
     * @param lookup what names mean
     * @param everywhere whether rules are asked about every event, whatever their log source
     * @param lists values of placeholders
     * @param rejections what was rejected while reading; more is added
     */
    SigmaCompilation(FieldNames.Lookup lookup, boolean everywhere, ValueLists lists, List<Rejection> rejections) {
        this.lookup = lookup;
        this.detections = new DetectionReader(lookup, everywhere, lists);
        this.filterReader = new FilterReader(lookup, lists);
        this.correlationReader = new CorrelationReader(bases, lookup);
        this.rejections = rejections;
    }

    CompiledFiles compile(List<SigmaDocument> documents) {
        List<Prepared> prepared = documents.parallelStream()
                .map(document -> Prepared.of(document, detections))
                .toList();
        prepared.forEach(one -> attempt(one.document(), unused -> detection(one)));
        documents.forEach(document -> attempt(document, this::filter));
        coverFilters();
        documents.forEach(document -> attempt(document, this::correlation));
        aggregations.forEach(document -> {
            if (!attempt(document, this::correlation)) {
                rules.removeIf(rule -> counted(document).contains(rule.id()));
            }
        });
        return Silence.of(correlations).applied(rules, filters, rejections, warnings);
    }

    private interface Step {
        void take(SigmaDocument document) throws RuleException;
    }

    private boolean attempt(SigmaDocument document, Step step) {
        try {
            step.take(document);
            return true;
        } catch (RuleException bad) {
            rejections.add(new Rejection(
                    document.file(),
                    bad.line(),
                    document.root().text("id"),
                    document.root().text("title"),
                    bad.code(),
                    bad.reason()));
            return false;
        }
    }

    private void detection(Prepared prepared) throws RuleException {
        switch (prepared) {
            case Prepared.Correlation correlation -> bases.addCorrelation(correlation.document());
            case Prepared.Filter unused -> {}
            case Prepared.Detection detection -> add(detection.info(), detection.detected());
            case Prepared.Bad bad -> {
                if (bad.info().isPresent()) {
                    free(bad.info().get());
                }
                throw bad.reason();
            }
        }
    }

    private void add(RuleInfo info, DetectionReader.Detected detected) throws RuleException {
        free(info);
        detected.rules().forEach(rule -> {
            bases.add(rule);
            rules.add(rule);
            warn(info, rule);
        });
        byReference.put(info.id(), detected.rules());
        if (!info.name().isEmpty()) {
            byReference.put(info.name(), detected.rules());
        }
        detected.correlation().ifPresent(aggregation -> {
            aggregations.add(aggregation);
            bases.addCorrelation(aggregation);
        });
    }

    private void warn(RuleInfo info, DetectionRule rule) {
        if (rule.scope().isEmpty()) {
            Logsource source = rule.scope().logsource();
            warn(
                    info,
                    WarningCode.NO_DATASET,
                    "no dataset carries the logs of product '" + source.product() + "', category '" + source.category()
                            + "', service '" + source.service() + "': the rule is never asked");
        }
        FieldValues values = lookup.of(rule.scope().logsource()).values();
        if (values.canNeverHold(rule.condition())) {
            warn(
                    info,
                    WarningCode.CAN_NEVER_MATCH,
                    "no event can fulfil it: " + values.firstImpossible(rule.condition()));
        }
    }

    private void warn(RuleInfo info, WarningCode code, String reason) {
        warnings.add(new Warning(info.file(), info.line(), info.id(), info.title(), code, reason));
    }

    private void filter(SigmaDocument document) throws RuleException {
        if (document.root().get("filter").isEmpty()
                || document.root().get("correlation").isPresent()) {
            return;
        }
        if (document.root().get("detection").isPresent()) {
            throw new RuleException(
                    RejectionCode.BAD_VALUE, document.line(), "a document is a filter or a detection, not both");
        }
        RuleInfo info = InfoReader.read(document);
        free(info);
        if (filters.stream().anyMatch(other -> clashes(other.info(), info))) {
            throw duplicate(info);
        }
        FilterReader.Read read = filterReader.read(document, info, byReference);
        filters.add(read.filter());
        if (!read.negated()) {
            warn(
                    info,
                    WarningCode.NOT_NEGATED,
                    "the condition of a filter is joined to its rules by AND, and this one has no 'not':"
                            + " the rules match nothing but what it selects");
        }
        read.outside()
                .forEach(rule -> warn(
                        info,
                        WarningCode.OUTSIDE_LOGSOURCE,
                        "the rule '" + rule.info().title() + "' is not of the filter's logsource and stays as it is"));
    }

    /** Correlations belong to their rules as filters leave them: their hash, and so their state, changes with a filter. */
    private void coverFilters() {
        for (DetectionRule rule : rules) {
            StringBuilder hash = new StringBuilder();
            filters.stream()
                    .filter(filter -> filter.covers(rule.id()))
                    .forEach(filter -> hash.append(filter.info().hash()));
            if (!hash.isEmpty()) {
                bases.add(rule.withInfo(Hashes.with(rule.info(), hash.toString())));
            }
        }
    }

    private static List<String> counted(SigmaDocument aggregation) {
        return aggregation.root().entries().get("correlation") instanceof Yaml.Mapping body
                ? body.texts("rules")
                : List.of();
    }

    private void correlation(SigmaDocument document) throws RuleException {
        if (document.root().get("correlation").isEmpty()) {
            return;
        }
        if (document.root().get("detection").isPresent()) {
            throw new RuleException(
                    RejectionCode.BAD_VALUE, document.line(), "a document is a correlation or a detection, not both");
        }
        RuleInfo info = InfoReader.read(document);
        boolean taken = rules.stream().anyMatch(rule -> clashes(rule.info(), info))
                || filters.stream().anyMatch(other -> clashes(other.info(), info))
                || correlations.stream().anyMatch(other -> clashes(other.info(), info));
        if (taken) {
            throw duplicate(info);
        }
        correlations.add(correlationReader.read(document));
    }

    private void free(RuleInfo info) throws RuleException {
        if (bases.isTaken(info.id(), info.name())) {
            throw duplicate(info);
        }
    }

    private static boolean clashes(RuleInfo one, RuleInfo other) {
        return one.id().equals(other.id())
                || (!one.name().isEmpty() && one.name().equals(other.name()));
    }

    private static RuleException duplicate(RuleInfo info) {
        return new RuleException(
                RejectionCode.DUPLICATE_ID,
                info.line(),
                "the id '" + info.id() + "' or the name '" + info.name() + "' belongs to another rule of the set");
    }
}
