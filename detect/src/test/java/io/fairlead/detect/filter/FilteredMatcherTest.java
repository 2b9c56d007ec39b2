// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.Events;
import io.fairlead.detect.RuleTexts;
import io.fairlead.detect.alert.AlertFactory;
import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.schemas.record.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FilteredMatcherTest {
    private static final Instant TIME = Instant.parse("2026-11-22T14:53:24Z");
    private static final String DELETION = rule("deletion", "verb: delete");
    private static final String WEB = """
            title: A request to a web server
            id: web
            logsource: {category: webserver}
            detection: {s: {cs-method: GET}, condition: s}
            """;
    private static final String CONTROLLERS = filter("controllers", "[deletion]", "not s", """
            owner: platform team
            reason: controllers clean up
            expires: 2026-11-30
            """);

    @Test
    void withdrawsWhatTheFilterExcludesAndSaysWhy() {
        FilteredMatcher matcher = matcher(DELETION, CONTROLLERS);
        Verdict verdict = matcher.judge(deletion("system:gc"));
        assertThat(verdict.standing()).isEmpty();
        assertThat(verdict.withdrawn()).singleElement().satisfies(withdrawn -> {
            assertThat(withdrawn.ruleId()).isEqualTo("deletion");
            assertThat(withdrawn.filterId()).isEqualTo("controllers");
            assertThat(withdrawn.why().getFirst().getValue()).isEqualTo("system:gc");
        });
    }

    @Test
    void letsOthersStandAndNamesTheFilterThatWasConsidered() {
        FilteredMatcher matcher = matcher(DELETION, CONTROLLERS);
        Event event = deletion("eve");
        Standing standing = matcher.judge(event).standing().getFirst();
        assertThat(standing.considered()).containsExactly("controllers");
        var alert = AlertFactory.single(standing.match(), event, "v", standing.considered(), "");
        assertThat(StandardCharsets.UTF_8.decode(alert.getDocument()).toString())
                .contains("\"filters\":[\"controllers\"]");
    }

    @Test
    void correlationsNameTheFiltersOverTheRulesAtTheirBottom() {
        RuleSet set = RuleTexts.standard(
                DELETION, CONTROLLERS, correlation("burst", "deletion"), correlation("bursts", "burst"));
        assertThat(set.rejections()).isEmpty();
        Instant before = Instant.parse("2026-11-30T00:00:00Z");
        for (CorrelationRule correlation : set.correlations()) {
            assertThat(set.filtersOver(correlation, before)).containsExactly("controllers");
            assertThat(set.filtersOver(correlation, before.plusSeconds(2 * 86_400)))
                    .isEmpty();
        }
    }

    private static String correlation(String id, String counted) {
        return "title: %s\nid: %s\ncorrelation: {type: event_count, rules: [%s], timespan: 1m, condition: {gte: 2}}\n"
                .formatted(id, id, counted);
    }

    @Test
    void stopsWorkingAtTheEndOfItsLastDayByTheTimeOfReceipt() {
        FilteredMatcher matcher = matcher(DELETION, CONTROLLERS);
        Event event = deletion("system:gc");
        Event last = received(event, "2026-11-30T23:59:59.999Z");
        Event after = received(event, "2026-12-01T00:00:00Z");
        assertThat(matcher.judge(last).standing()).isEmpty();
        assertThat(matcher.judge(last).expired()).isEmpty();
        assertThat(matcher.judge(after).standing()).hasSize(1);
        assertThat(matcher.judge(after).expired()).containsExactly("controllers");
        assertThat(matcher.judge(received(deletion("eve"), "2027-01-01T00:00:00Z"))
                        .expired())
                .isEmpty();
    }

    @Test
    void takesItsConditionAsWrittenAndWarnsWhenItKeepsOnly() {
        RuleSet set = RuleTexts.standard(DELETION, filter("only", "deletion", "s", ""));
        assertThat(set.warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.code().text()).isEqualTo("not-negated"));
        FilteredMatcher matcher = FilteredMatcher.compile(set);
        assertThat(matcher.judge(deletion("system:gc")).standing()).hasSize(1);
        assertThat(matcher.judge(deletion("eve")).withdrawn()).hasSize(1);
    }

    @Test
    void anyMeansTheRulesOfItsLogsource() {
        RuleSet set = RuleTexts.standard(DELETION, WEB, filter("all", "any", "not s", ""));
        assertThat(set.rejections()).isEmpty();
        assertThat(set.filters().getFirst().covers("deletion")).isTrue();
        assertThat(set.filters().getFirst().covers("web")).isFalse();
    }

    @Test
    void saysWhichNamedRuleIsOutsideItsLogsource() {
        RuleSet set = RuleTexts.standard(DELETION, WEB, filter("two", "[deletion, web]", "not s", ""));
        assertThat(set.filters()).hasSize(1);
        assertThat(set.warnings())
                .anySatisfy(warning -> assertThat(warning.code().text() + warning.reason())
                        .contains("outside-logsource", "web server"));
    }

    @Test
    void rejectsWhatCannotWork() {
        assertThat(rejected(DELETION, filter("f", "[nothing]", "not s", ""))).isEqualTo("unknown-rule");
        assertThat(rejected(DELETION.replace("verb:", "verb|contain:"), filter("f", "[deletion]", "not s", "")))
                .isEqualTo("unknown-rule");
        assertThat(rejected(WEB, filter("f", "[web]", "not s", ""))).isEqualTo("bad-value");
        assertThat(rejected(DELETION, filter("f", "[]", "not s", ""))).isEqualTo("bad-value");
        assertThat(rejected(DELETION, filter("f", "[deletion]", "not t", ""))).isEqualTo("unknown-selection");
        assertThat(rejected(DELETION, filter("f", "[deletion]", "not s", "expires: soon\n")))
                .isEqualTo("bad-value");
        assertThat(rejected(DELETION, filter("deletion", "[deletion]", "not s", "")))
                .isEqualTo("duplicate-id");
        assertThat(rejected(DELETION, filter("f", "[deletion]", "not s", "").replace("rules:", "rule:")))
                .isEqualTo("missing-key");
    }

    @Test
    void changesTheStateOfCorrelationsThatCountItsRules() {
        String burst = """
                title: Burst
                id: burst
                correlation:
                  {type: event_count, rules: [deletion], group-by: [user.username], timespan: 1m, condition: {gte: 2}}
                """;
        String plain = correlationHash(DELETION, burst);
        String filtered = correlationHash(DELETION, CONTROLLERS, burst);
        String changed = correlationHash(DELETION, CONTROLLERS.replace("system:", "kube:"), burst);
        assertThat(plain).isNotEqualTo(filtered);
        assertThat(filtered).isNotEqualTo(changed);
        assertThat(correlationHash(DELETION, CONTROLLERS, burst)).isEqualTo(filtered);
    }

    @Test
    void coversWhatAnAggregationCounts() {
        RuleSet set = RuleTexts.standard(
                DELETION.replace("condition: s}", "condition: s | count() by user.username > 5, timeframe: 5m}"),
                CONTROLLERS);
        assertThat(set.rejections()).isEmpty();
        Verdict verdict = FilteredMatcher.compile(set).judge(deletion("system:gc"));
        assertThat(verdict.standing()).isEmpty();
        assertThat(verdict.withdrawn()).extracting(Withdrawn::ruleId).containsExactly("deletion/1");
    }

    private static String correlationHash(String... texts) {
        RuleSet set = RuleTexts.standard(texts);
        assertThat(set.rejections()).isEmpty();
        return set.correlations().getFirst().info().hash();
    }

    private static String rejected(String... texts) {
        RuleSet set = RuleTexts.standard(texts);
        assertThat(set.filters()).isEmpty();
        return set.rejections().getLast().code().text();
    }

    private static FilteredMatcher matcher(String... texts) {
        RuleSet set = RuleTexts.standard(texts);
        assertThat(set.rejections()).isEmpty();
        return FilteredMatcher.compile(set);
    }

    private static Event deletion(String user) {
        return Events.audit("e", TIME, "{'verb':'delete','user':{'username':'%s'}}".formatted(user));
    }

    private static Event received(Event event, String time) {
        return Event.newBuilder(event).setReceivedAt(Instant.parse(time)).build();
    }

    private static String rule(String id, String item) {
        return "title: A rule\nid: %s\nlogsource: {product: kubernetes, service: audit}\ndetection: {s: {%s}, condition: s}\n"
                .formatted(id, item);
    }

    private static String filter(String id, String rules, String condition, String more) {
        return """
                title: A filter
                id: %s
                %slogsource: {product: kubernetes}
                filter:
                  rules: %s
                  s: {user.username|startswith: 'system:'}
                  condition: %s
                """.formatted(id, more, rules, condition);
    }
}
