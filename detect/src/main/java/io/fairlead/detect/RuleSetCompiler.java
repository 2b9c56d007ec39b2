// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect;

import io.fairlead.detect.falco.FalcoFrontEnd;
import io.fairlead.detect.rule.CompiledFiles;
import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.Rejection;
import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.rule.RuleFilter;
import io.fairlead.detect.rule.RuleFrontEnd;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.detect.rule.Warning;
import io.fairlead.detect.sigma.SigmaFrontEnd;
import io.fairlead.schemas.record.RuleFile;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compiles rule files, each by the front end that claims its text.
 *
 * <p>Promise: every rule of every file is in the set, either to run or as a rejection with file, line, code and reason;
 * nothing a file holds makes it throw. Thread-safe.
 */
public final class RuleSetCompiler {
    private static final int LARGEST_FILE = 16 << 20;

    private final List<RuleFrontEnd> frontEnds;

    private RuleSetCompiler(List<RuleFrontEnd> frontEnds) {
        this.frontEnds = List.copyOf(frontEnds);
    }

    /** Rules are asked about events of the pipeline: log sources become datasets, fields become the documents' fields. */
    public static RuleSetCompiler standard() {
        return new RuleSetCompiler(List.of(SigmaFrontEnd.standard(), FalcoFrontEnd.standard()));
    }

    /** Rules are asked about any JSON document, with the field names that they use, whatever their log source. */
    public static RuleSetCompiler asIs() {
        return new RuleSetCompiler(List.of(SigmaFrontEnd.asIs(), FalcoFrontEnd.asIs()));
    }

    /** A compiler with these front ends; the first that claims a text gets it. */
    public static RuleSetCompiler of(List<RuleFrontEnd> frontEnds) {
        return new RuleSetCompiler(frontEnds);
    }

    /** Compiles these files, in this order. */
    public RuleSet compile(List<RuleFile> files) {
        Map<RuleFrontEnd, List<RuleFile>> claimed = new LinkedHashMap<>();
        frontEnds.forEach(frontEnd -> claimed.put(frontEnd, new ArrayList<>()));
        List<DetectionRule> rules = new ArrayList<>();
        List<CorrelationRule> correlations = new ArrayList<>();
        List<RuleFilter> filters = new ArrayList<>();
        List<Rejection> rejections = new ArrayList<>();
        List<Warning> warnings = new ArrayList<>();
        for (RuleFile file : files) {
            sort(file, claimed).ifPresent(rejections::add);
        }
        claimed.forEach((frontEnd, its) -> {
            CompiledFiles compiled = frontEnd.compile(its);
            rules.addAll(compiled.rules());
            correlations.addAll(compiled.correlations());
            filters.addAll(compiled.filters());
            rejections.addAll(compiled.rejections());
            warnings.addAll(compiled.warnings());
        });
        return new RuleSet(RuleManifests.version(files), rules, correlations, filters, rejections, warnings);
    }

    /** Gives the file to the front end that claims it, or says why to none. */
    private Optional<Rejection> sort(RuleFile file, Map<RuleFrontEnd, List<RuleFile>> claimed) {
        ByteBuffer content = file.getContent().duplicate();
        if (content.remaining() > LARGEST_FILE) {
            String reason =
                    "the file has " + content.remaining() + " bytes, the limit is " + LARGEST_FILE + ": split it";
            return Optional.of(rejection(file, RejectionCode.TOO_LARGE, reason));
        }
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(content).toString();
        } catch (CharacterCodingException notUtf8) {
            return Optional.of(rejection(file, RejectionCode.BAD_YAML, "the file is not UTF-8: convert it"));
        }
        for (RuleFrontEnd frontEnd : frontEnds) {
            if (frontEnd.claimsPath(file.getPath()) || frontEnd.claims(text)) {
                claimed.computeIfAbsent(frontEnd, unused -> new ArrayList<>()).add(file);
                return Optional.empty();
            }
        }
        return Optional.of(rejection(
                file,
                RejectionCode.UNKNOWN_LANGUAGE,
                "no rule language is recognised: a Sigma rule is a YAML mapping, a file of Falco rules a YAML list"));
    }

    private static Rejection rejection(RuleFile file, RejectionCode code, String reason) {
        return new Rejection(file.getPath(), 1, "", "", code, reason);
    }
}
