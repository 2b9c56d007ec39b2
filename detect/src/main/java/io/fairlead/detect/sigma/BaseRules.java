// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.yaml.RuleException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules a correlation may refer to, by id and by name. Correlations are compiled when somebody asks for them first, so
 * the order of the files does not matter. What was rejected because a reference was followed too far is only final for the
 * one where following began: the others may be less deep.
 */
final class BaseRules {
    /** How far one reference is followed at once; what lies deeper is too deep however the rest looks. */
    private static final int FOLLOWED = 2 * CorrelationRule.DEEPEST;

    private final Map<String, DetectionRule> rules = new HashMap<>();
    private final Map<String, SigmaDocument> correlations = new HashMap<>();
    private final Map<SigmaDocument, Compiled> compiled = new IdentityHashMap<>();
    private final IdentityHashMap<SigmaDocument, Integer> open = new IdentityHashMap<>();
    private final Set<SigmaDocument> circular = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean gaveUp;

    /** How a document is compiled. */
    @FunctionalInterface
    interface Reader {
        CorrelationRule read(SigmaDocument document) throws RuleException;
    }

    private sealed interface Compiled {
        record Good(CorrelationRule rule) implements Compiled {}

        record Bad(RuleException reason) implements Compiled {}
    }

    /** Whether the id or the name is taken already. */
    boolean isTaken(String id, String name) {
        return names(id, name).stream().anyMatch(one -> rules.containsKey(one) || correlations.containsKey(one));
    }

    void add(DetectionRule rule) {
        names(rule.id(), rule.info().name()).forEach(name -> rules.put(name, rule));
    }

    /** A correlation that will be compiled; the first of an id or name is the one that is meant. */
    void addCorrelation(SigmaDocument document) {
        String id = document.root().text("id");
        String name = document.root().text("name");
        names(id, name).forEach(one -> correlations.putIfAbsent(one, document));
    }

    /** The correlation in this document. */
    CorrelationRule compile(SigmaDocument document, Reader reader) throws RuleException {
        Compiled known = compiled.get(document);
        if (known == null) {
            open.put(document, open.size());
            try {
                known = new Compiled.Good(reader.read(document));
            } catch (RuleException bad) {
                known = new Compiled.Bad(bad);
            } finally {
                open.remove(document);
            }
            if (open.isEmpty() || !gaveUp) {
                compiled.put(document, known);
                gaveUp = false;
            }
        }
        return switch (known) {
            case Compiled.Good good -> good.rule();
            case Compiled.Bad bad -> throw bad.reason();
        };
    }

    /** What a correlation refers to, compiled for it when it is a correlation that was not asked for before. */
    CorrelationBase find(String reference, int line, Reader reader) throws RuleException {
        DetectionRule rule = rules.get(reference);
        if (rule != null) {
            return new CorrelationBase.Single(rule);
        }
        SigmaDocument document = correlations.get(reference);
        if (document == null) {
            throw unknown(reference, line);
        }
        Integer begun = open.get(document);
        if (begun != null) {
            open.forEach((one, at) -> {
                if (at >= begun) {
                    circular.add(one);
                }
            });
            throw circle(reference, line);
        }
        if (open.size() > FOLLOWED) {
            gaveUp = true;
            throw tooDeep(line);
        }
        try {
            return new CorrelationBase.Chained(compile(document, reader));
        } catch (RuleException bad) {
            if (open.keySet().stream().anyMatch(circular::contains) && circular.contains(document)) {
                throw circle(reference, line);
            }
            throw bad.code() == RejectionCode.RECURSION && !circular.contains(document)
                    ? tooDeep(line)
                    : unknown(reference, line);
        }
    }

    static RuleException tooDeep(int line) {
        return new RuleException(
                RejectionCode.RECURSION,
                line,
                "at most " + CorrelationRule.DEEPEST + " correlations may stand on one another");
    }

    private static RuleException circle(String reference, int line) {
        return new RuleException(
                RejectionCode.RECURSION, line, "'" + reference + "' leads back to this correlation: break the circle");
    }

    private static RuleException unknown(String reference, int line) {
        return new RuleException(
                RejectionCode.UNKNOWN_RULE, line, "no rule '" + reference + "' in the set, or it was rejected itself");
    }

    private static Set<String> names(String id, String name) {
        Set<String> names = new HashSet<>(List.of(id, name));
        names.remove("");
        return names;
    }
}
