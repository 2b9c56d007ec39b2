// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.filter;

import io.fairlead.detect.match.Match;
import io.fairlead.detect.match.RuleMatcher;
import io.fairlead.detect.match.text.GuardedRegex;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.RuleFilter;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.schemas.record.Event;
import io.fairlead.schemas.record.FieldMatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A rule set with its filters, ready to be asked about events.
 *
 * <p>Promise: of what a {@link RuleMatcher} says, a match stands unless a filter that names its rule excludes the event; nothing
 * is withdrawn without being told. Whether a filter has expired is judged by the event's time of receipt, never by a clock.
 * What filters exclude is asked in the same pass as the rules. Immutable and thread-safe.
 */
public final class FilteredMatcher {
    private final RuleSet set;
    private final RuleMatcher matcher;
    /** What each entry that stands for an exclusion belongs to, by the entry's id. */
    private final Map<String, RuleFilter> entries = new HashMap<>();
    /** The filters that name a rule, by the rule's id. */
    private final Map<String, List<RuleFilter>> filtersOf = new HashMap<>();

    private FilteredMatcher(RuleSet set) {
        this.set = set;
        for (RuleFilter filter : set.filters()) {
            Set<String> covered = new LinkedHashSet<>();
            filter.exclusions().forEach(exclusion -> covered.addAll(exclusion.ruleIds()));
            covered.forEach(rule ->
                    filtersOf.computeIfAbsent(rule, unused -> new ArrayList<>()).add(filter));
        }
        this.matcher = RuleMatcher.compile(set.filters().isEmpty() ? set : withEntries());
    }

    /** Compiles a set. */
    public static FilteredMatcher compile(RuleSet set) {
        return new FilteredMatcher(set);
    }

    /** The set this matcher was compiled from. */
    public RuleSet ruleSet() {
        return set;
    }

    /** The expressions on a backtracking engine: how often they were asked, and how often in vain. */
    public List<GuardedRegex> guarded() {
        return matcher.guarded();
    }

    /** What the rules and their filters say of this event. */
    public Verdict judge(Event event) {
        List<Match> matches = matcher.match(event);
        if (matches.isEmpty()) {
            return Verdict.NOTHING;
        }
        if (entries.isEmpty()) {
            return new Verdict(
                    matches.stream()
                            .map(match -> new Standing(match, List.of()))
                            .toList(),
                    List.of(),
                    List.of());
        }
        Map<String, List<FieldMatch>> excluded = new LinkedHashMap<>();
        for (Match match : matches) {
            Optional.ofNullable(entries.get(match.rule().id()))
                    .ifPresent(filter -> excluded.putIfAbsent(match.rule().id(), match.matches()));
        }
        List<Standing> standing = new ArrayList<>();
        List<Withdrawn> withdrawn = new ArrayList<>();
        Set<String> expired = new LinkedHashSet<>();
        for (Match match : matches) {
            if (!entries.containsKey(match.rule().id())) {
                judge(match, event, excluded, standing, withdrawn, expired);
            }
        }
        return new Verdict(standing, withdrawn, List.copyOf(expired));
    }

    private void judge(
            Match match,
            Event event,
            Map<String, List<FieldMatch>> excluded,
            List<Standing> standing,
            List<Withdrawn> withdrawn,
            Set<String> expired) {
        String rule = match.rule().id();
        List<String> considered = new ArrayList<>();
        for (RuleFilter filter : filtersOf.getOrDefault(rule, List.of())) {
            Optional<List<FieldMatch>> why = why(filter, rule, excluded);
            if (filter.isExpired(event.getReceivedAt())) {
                why.ifPresent(unused -> expired.add(filter.id()));
            } else if (why.isPresent()) {
                withdrawn.add(new Withdrawn(rule, filter.id(), why.get()));
                return;
            } else {
                considered.add(filter.id());
            }
        }
        standing.add(new Standing(match, considered));
    }

    private static Optional<List<FieldMatch>> why(
            RuleFilter filter, String rule, Map<String, List<FieldMatch>> excluded) {
        for (int i = 0; i < filter.exclusions().size(); i++) {
            if (filter.exclusions().get(i).ruleIds().contains(rule)) {
                return Optional.ofNullable(excluded.get(entryId(filter, i)));
            }
        }
        return Optional.empty();
    }

    /** The set with a silent rule for each exclusion; it is asked about every record, as some of its rules may be. */
    private RuleSet withEntries() {
        List<DetectionRule> rules = new ArrayList<>(set.rules());
        for (RuleFilter filter : set.filters()) {
            for (int i = 0; i < filter.exclusions().size(); i++) {
                RuleFilter.Exclusion exclusion = filter.exclusions().get(i);
                String id = entryId(filter, i);
                entries.put(id, filter);
                rules.add(new DetectionRule(
                        filter.info().part(id), exclusion.scope(), exclusion.condition(), true, true, List.of()));
            }
        }
        return new RuleSet(set.version(), rules, set.correlations(), set.rejections(), set.warnings());
    }

    private static String entryId(RuleFilter filter, int exclusion) {
        return "filter\0" + filter.id() + '\0' + exclusion;
    }
}
