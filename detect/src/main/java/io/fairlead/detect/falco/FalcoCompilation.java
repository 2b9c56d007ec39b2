// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.rule.CompiledFiles;
import io.fairlead.detect.rule.Condition;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.Logsource;
import io.fairlead.detect.rule.OutputTemplate;
import io.fairlead.detect.rule.Rejection;
import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.rule.RuleInfo;
import io.fairlead.detect.rule.Scope;
import io.fairlead.detect.rule.Warning;
import io.fairlead.detect.rule.WarningCode;
import io.fairlead.detect.yaml.RuleException;
import io.fairlead.schemas.identity.Identity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One compilation: every rule as the definitions left it, bound and compiled by itself. */
final class FalcoCompilation {
    private static final String AUDIT = "k8s_audit";
    private static final Set<String> DATASETS = Set.of("kubernetes.audit_logs");

    private final Definitions definitions;
    private final Binder binder;
    private final Fields fields;
    private final boolean everywhere;
    private final List<Rejection> rejections;
    private final List<DetectionRule> rules = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();

    /**
     * @param rejections what was rejected while reading; more is added
     * @param base where audit events stand in documents
     * @param everywhere whether rules are asked about events of every dataset
     */
    FalcoCompilation(Definitions definitions, List<Rejection> rejections, String base, boolean everywhere) {
        this.definitions = definitions;
        this.binder = new Binder(definitions);
        this.rejections = rejections;
        this.fields = new Fields(base);
        this.everywhere = everywhere;
    }

    CompiledFiles compile() {
        definitions.macros.forEach(this::readable);
        for (RuleDraft draft : definitions.rules.values()) {
            try {
                rule(draft);
            } catch (RuleException bad) {
                rejections.add(new Rejection(
                        draft.file(), bad.line(), id(draft.name()), draft.name(), bad.code(), bad.reason()));
            }
        }
        return new CompiledFiles(rules, List.of(), rejections, warnings);
    }

    /** The id of a rule, which Falco knows by its name alone. */
    static String id(String name) {
        return "falco-" + Identity.hash("falco", name);
    }

    /** A macro that cannot be read is said to be so even when no rule uses it. */
    private void readable(String name, Definitions.Macro macro) {
        try {
            binder.macro(name, macro);
        } catch (RuleException bad) {
            rejections.add(new Rejection(macro.file(), bad.line(), "", "macro " + name, bad.code(), bad.reason()));
        }
    }

    private void rule(RuleDraft draft) throws RuleException {
        Priority priority = Priority.of(draft.text("priority"))
                .orElseThrow(
                        () -> new RuleException(
                                RejectionCode.BAD_VALUE,
                                draft.line(),
                                "priority '" + draft.text("priority")
                                        + "' is none of emergency, alert, critical, error, warning, notice, informational, debug"));
        Expression bound = binder.bind(excepted(draft), draft.conditionLine());
        String source = draft.text("source");
        if (!source.equals(AUDIT)) {
            String reason = source.equals("syscall")
                    ? SystemCalls.reason(SystemCalls.of(bound))
                    : "no dataset carries events of the source '" + source + "'";
            throw new RuleException(RejectionCode.NO_DATASET, draft.line(), reason);
        }
        Condition condition = new CheckCompiler(fields, draft.conditionLine()).compile(bound);
        OutputTemplate output = new OutputParser(fields, draft.line()).parse(draft.text("output"));
        RuleInfo info = info(draft, priority, bound);
        Scope scope = new Scope(
                new Logsource("kubernetes", "", "audit"),
                draft.enabled() && !everywhere ? DATASETS : Set.of(),
                draft.enabled() && everywhere);
        rules.add(new DetectionRule(
                info,
                scope,
                new Condition.Selection("condition", condition),
                namesStage(bound),
                false,
                List.of(),
                Optional.of(output)));
        if (!draft.enabled()) {
            warnings.add(new Warning(
                    info.file(),
                    info.line(),
                    info.id(),
                    info.title(),
                    WarningCode.DISABLED,
                    "'enabled: false': the rule is never asked"));
        }
    }

    /** The condition, and none of the exceptions. */
    private static Expression excepted(RuleDraft draft) throws RuleException {
        Expression condition = ConditionParser.parse(draft.text("condition"), draft.conditionLine());
        List<Expression> parts = new ArrayList<>(List.of(condition));
        for (ExceptionDraft exception : draft.exceptions().values()) {
            Expression excepted = exception.expression();
            if (!excepted.equals(new Expression.Or(List.of()))) {
                parts.add(new Expression.Not(excepted));
            }
        }
        return parts.size() == 1 ? condition : new Expression.And(List.copyOf(parts));
    }

    private boolean namesStage(Expression expression) {
        return switch (expression) {
            case Expression.And and -> and.parts().stream().anyMatch(this::namesStage);
            case Expression.Or or -> or.parts().stream().anyMatch(this::namesStage);
            case Expression.Not not -> namesStage(not.part());
            case Expression.Named named -> namesStage(named.part());
            case Expression.Check check -> fields.isStage(check.field());
            case Expression.Word unused -> false;
        };
    }

    private static RuleInfo info(RuleDraft draft, Priority priority, Expression bound) {
        Map<String, String> texts = draft.texts();
        String hashed = String.join(
                "\n",
                draft.name(),
                bound.toString(),
                texts.getOrDefault("output", ""),
                texts.getOrDefault("desc", ""),
                priority.name(),
                draft.tags().toString(),
                Boolean.toString(draft.enabled()));
        return new RuleInfo(
                id(draft.name()),
                "",
                draft.name(),
                draft.text("desc"),
                priority.level(),
                priority.name(),
                draft.tags(),
                "falco",
                Identity.sha256Hex(hashed.getBytes(StandardCharsets.UTF_8)),
                List.of(),
                List.of(),
                "",
                "",
                "",
                draft.file(),
                draft.line());
    }
}
