// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.rule.CompiledFiles;
import io.fairlead.detect.rule.Condition;
import io.fairlead.detect.rule.DetectionRule;
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
import java.util.concurrent.atomic.AtomicBoolean;

/** One compilation: every rule as the definitions left it, bound and compiled by itself. */
final class FalcoCompilation {
    private static final List<String> ANY = List.of(FieldTable.ANY);

    private final Definitions definitions;
    private final Binder binder;
    private final Map<String, Source> sources;
    private final boolean everywhere;
    private final List<Rejection> rejections;
    private final List<DetectionRule> rules = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();

    /**
     * @param rejections what was rejected while reading; more is added
     * @param sources the sources that rules may name
     * @param everywhere whether rules are asked about events of every dataset
     */
    FalcoCompilation(
            Definitions definitions, List<Rejection> rejections, Map<String, Source> sources, boolean everywhere) {
        this.definitions = definitions;
        this.binder = new Binder(definitions);
        this.rejections = rejections;
        this.sources = sources;
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
        Source source = sources.get(draft.text("source"));
        if (source == null) {
            throw noDataset(draft, "no dataset carries events of the source '" + draft.text("source") + "'");
        }
        Fields fields = new Fields(source);
        fields.know(bound, draft.conditionLine());
        Reach reach = reach(draft, source, bound);
        Condition condition = new CheckCompiler(fields, draft.conditionLine()).compile(bound);
        OutputTemplate output = new OutputParser(fields, draft.line()).parse(draft.text("output"));
        RuleInfo info = info(draft, priority, bound);
        Scope scope = new Scope(
                source.logsource(),
                draft.enabled() && !everywhere ? reach.datasets() : Set.of(),
                draft.enabled() && everywhere);
        rules.add(new DetectionRule(
                info,
                scope,
                new Condition.Selection("condition", condition),
                namesStage(fields, bound),
                false,
                List.of(),
                Optional.of(output)));
        warn(info, draft, reach);
    }

    /** How far the rule reaches; one that reaches nowhere is rejected. */
    private Reach reach(RuleDraft draft, Source source, Expression bound) throws RuleException {
        boolean anything = everywhere || source.datasets().isEmpty();
        Reach reach = Reach.of(source, bound, anything ? ANY : source.datasets());
        if (!reach.hasEvents()) {
            throw noDataset(draft, SystemCalls.reason(SystemCalls.of(bound)));
        }
        if (reach.datasets().isEmpty()) {
            throw noDataset(draft, reach.missing());
        }
        if (!everywhere && source.datasets().isEmpty()) {
            throw noDataset(draft, "no dataset carries events of the source '" + source.name() + "'");
        }
        return reach;
    }

    private static RuleException noDataset(RuleDraft draft, String reason) {
        return new RuleException(RejectionCode.NO_DATASET, draft.line(), reason);
    }

    private void warn(RuleInfo info, RuleDraft draft, Reach reach) {
        if (!draft.enabled()) {
            warn(info, WarningCode.DISABLED, "'enabled: false': the rule is never asked");
        }
        if (!reach.isPossible()) {
            warn(info, WarningCode.CAN_NEVER_MATCH, "the condition is false whatever the event: change its macros");
        }
        reach.remarks().forEach(remark -> warn(info, WarningCode.FIELD_NOT_CARRIED, remark));
        reach.settings().forEach(setting -> warn(info, WarningCode.NEEDS_SETTING, setting));
    }

    private void warn(RuleInfo info, WarningCode code, String reason) {
        warnings.add(new Warning(info.file(), info.line(), info.id(), info.title(), code, reason));
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

    private static boolean namesStage(Fields fields, Expression expression) {
        AtomicBoolean names = new AtomicBoolean();
        Folding.walk(expression, true, (check, unused) -> {
            if (fields.isStage(check.field())) {
                names.set(true);
            }
        });
        return names.get();
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
                Tags.of(draft.tags()),
                "falco",
                Identity.sha256Hex(hashed.getBytes(StandardCharsets.UTF_8)),
                List.of(),
                List.of(),
                "",
                "",
                "",
                draft.file(),
                draft.line(),
                Optional.empty());
    }
}
