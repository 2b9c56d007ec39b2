// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.CompiledFiles;
import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.Logsource;
import io.fairlead.detect.rule.Rejection;
import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.rule.RuleInfo;
import io.fairlead.detect.rule.Warning;
import io.fairlead.detect.rule.WarningCode;
import io.fairlead.detect.yaml.RuleException;
import java.util.ArrayList;
import java.util.List;

/** One compilation: first all rules on single events, then the correlations that refer to them. */
final class SigmaCompilation {
    private final DetectionReader detections;
    private final CorrelationReader correlationReader;
    private final BaseRules bases = new BaseRules();
    private final List<DetectionRule> rules = new ArrayList<>();
    private final List<CorrelationRule> correlations = new ArrayList<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();

    SigmaCompilation(FieldNames.Lookup lookup, boolean everywhere) {
        this.detections = new DetectionReader(lookup, everywhere);
        this.correlationReader = new CorrelationReader(bases, lookup);
    }

    /** Where rejections go that stand before any rule is known. */
    List<Rejection> rejections() {
        return rejections;
    }

    CompiledFiles compile(List<SigmaDocument> documents) {
        documents.forEach(document -> attempt(document, this::detection));
        documents.forEach(document -> attempt(document, this::correlation));
        return Silence.of(correlations).applied(rules, rejections, warnings);
    }

    private interface Step {
        void take(SigmaDocument document) throws RuleException;
    }

    private void attempt(SigmaDocument document, Step step) {
        try {
            step.take(document);
        } catch (RuleException bad) {
            rejections.add(new Rejection(
                    document.file(),
                    bad.line(),
                    document.root().text("id"),
                    document.root().text("title"),
                    bad.code(),
                    bad.reason()));
        }
    }

    private void detection(SigmaDocument document) throws RuleException {
        if (document.root().get("correlation").isPresent()) {
            bases.addCorrelation(document);
            return;
        }
        refuseOtherKinds(document);
        RuleInfo info = InfoReader.read(document);
        free(info);
        DetectionRule rule = detections.read(document, info);
        bases.add(rule);
        rules.add(rule);
        if (rule.scope().isEmpty()) {
            Logsource source = rule.scope().logsource();
            warnings.add(new Warning(
                    info.file(),
                    info.line(),
                    info.id(),
                    info.title(),
                    WarningCode.NO_DATASET,
                    "no dataset carries the logs of product '" + source.product() + "', category '" + source.category()
                            + "', service '" + source.service() + "': the rule is never asked"));
        }
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
                || correlations.stream().anyMatch(other -> clashes(other.info(), info));
        if (taken) {
            throw duplicate(info);
        }
        correlations.add(correlationReader.read(document));
    }

    private static void refuseOtherKinds(SigmaDocument document) throws RuleException {
        for (String kind : List.of("filter", "action")) {
            if (document.root().get(kind).isPresent()) {
                throw new RuleException(
                        RejectionCode.UNSUPPORTED,
                        document.root().lineOf(kind),
                        "documents with '" + kind + "' are not supported: put it into the rules themselves");
            }
        }
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
