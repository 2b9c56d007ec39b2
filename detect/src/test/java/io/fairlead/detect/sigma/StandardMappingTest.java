// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.Events;
import io.fairlead.detect.RuleTexts;
import io.fairlead.detect.match.Match;
import io.fairlead.detect.match.RuleMatcher;
import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.detect.rule.Warning;
import io.fairlead.detect.rule.WarningCode;
import io.fairlead.schemas.record.Event;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What log sources and names mean in the documents of the pipeline. */
class StandardMappingTest {
    private static final Instant TIME = Instant.parse("2026-11-22T14:53:24.478619Z");

    @Test
    void putsNamesOfTheAuditEventBelowItsPath() {
        assertThat(matches(
                        "verb: delete\nobjectRef.resource: events",
                        "{'verb':'delete','objectRef':{'resource':'events'}}"))
                .hasSize(1);
        assertThat(matches("verb: delete", "{'verb':'create'}")).isEmpty();
        assertThat(matches("user.username: a", "{'user':{'username':'a'}}")).hasSize(1);
        assertThat(matches("user.name: mallory", "{}")).hasSize(1);
        assertThat(matches(
                        "annotations.authorization.k8s.io/decision: allow",
                        "{'annotations':{'authorization_k8s_io/decision':'allow'}}"))
                .hasSize(1);
        assertThat(matches(
                        "requestObject.spec.containers.image|startswith: evil/",
                        "{'requestObject':{'spec':{'containers':[{'image':'a'},{'image':'evil/x'}]}}}"))
                .hasSize(1);
    }

    @Test
    void givesNamesThatAreNoPathsTheirMeaning() {
        String pod = "{'requestObject':{'spec':{'volumes':[{'name':'x'},{'hostPath':{'path':'/'}}]}}}";
        String deployment =
                pod.replace("{'spec'", "{'spec':{'template':{'spec'").replace("]}}}", "]}}}}}");
        assertThat(matches("hostPath: '*'", pod)).hasSize(1);
        assertThat(matches("hostPath: '*'", deployment)).hasSize(1);
        assertThat(matches("hostPath: null", pod)).isEmpty();
        assertThat(matches("hostPath: null", "{}")).hasSize(1);
        assertThat(
                        matches(
                                "capabilities: '*'",
                                "{'requestObject':{'spec':{'containers':[{'securityContext':{'capabilities':{'add':['SYS_ADMIN']}}}]}}}"))
                .hasSize(1);
        assertThat(matches("apiGroup: apps", "{'objectRef':{'apiGroup':'apps'}}"))
                .hasSize(1);
    }

    @Test
    void readsBothVerbsOfConnections() {
        String exec = "{'verb':'get','objectRef':{'resource':'pods','subresource':'exec'}}";
        assertThat(matches("verb: create\nobjectRef.subresource: exec", exec)).hasSize(1);
        assertThat(matches("verb: get\nobjectRef.subresource: exec", exec.replace("get", "create")))
                .hasSize(1);
        assertThat(matches("verb: create\nobjectRef.resource: pods", exec)).isEmpty();
        assertThat(matches("verb: create\nobjectRef.subresource: log", exec.replace("exec", "log")))
                .isEmpty();
        assertThat(matches("verb: delete\nobjectRef.subresource: exec", exec)).isEmpty();
    }

    @Test
    void judgesDecisiveRecordsUnlessTheRuleNamesTheStage() {
        String document = "{\"kubernetes\":{\"audit\":{\"verb\":\"get\",\"stage\":\"RequestReceived\"}}}";
        Event early = Events.of("e", "a", TIME, "kubernetes.audit_logs", false, document);
        assertThat(match(audit("verb: get"), early)).isEmpty();
        assertThat(match(audit("verb: get\nstage: RequestReceived"), early)).hasSize(1);
    }

    @Test
    void asksOnlyAboutTheDatasetsOfTheLogsource() {
        Event falco = Events.of(
                "e",
                "a",
                TIME,
                "falco.alerts",
                true,
                "{\"falco\":{\"rule\":\"Shell\",\"output_fields\":{\"k8s.ns.name\":\"shop\"}}}");
        String rule = "title: F\nlogsource: {product: falco, service: alerts}\ndetection:\n"
                + "  s: {rule: shell, output_fields.k8s.ns.name: shop}\n  condition: s\n";
        assertThat(match(rule, falco)).hasSize(1);
        assertThat(match(audit("rule: shell"), falco)).isEmpty();
        assertThat(match(rule, Events.audit("e", TIME, "{}"))).isEmpty();
    }

    @Test
    void warnsOfLogsThatNoDatasetCarries() {
        RuleSet set = RuleTexts.standard(RuleTexts.rule("s: {a: x}\ncondition: s"));
        assertThat(set.rules()).hasSize(1);
        assertThat(set.warnings()).extracting(Warning::code).containsExactly(WarningCode.NO_DATASET);
    }

    @Test
    void correlatesByIdAndNameWithAliases() {
        RuleSet set = RuleTexts.standard(correlation("gte: 5"), audit("responseStatus.code: 403") + "name: denied\n");
        assertThat(set.rejections()).isEmpty();
        assertThat(set.rules()).singleElement().matches(DetectionRule::silent);
        CorrelationRule rule = set.correlations().getFirst();
        assertThat(rule.ruleIds()).containsExactly("audit-rule");
        assertThat(rule.groupBy().get(0).fieldFor("audit-rule")).isEqualTo("source.ip");
        assertThat(rule.groupBy().get(1).fieldFor("audit-rule")).isEqualTo("kubernetes.audit.user.username");
        assertThat(rule.timespan()).hasMinutes(5);
        assertThat(set.correlationsOf("audit-rule")).containsExactly(rule);
        RuleSet changed =
                RuleTexts.standard(correlation("gte: 5"), audit("responseStatus.code: 401") + "name: denied\n");
        assertThat(changed.correlations().getFirst().info().hash())
                .isNotEqualTo(rule.info().hash());
    }

    @Test
    void letsBaseRulesSpeakWhenTheCorrelationSaysSo() {
        String base = audit("responseStatus.code: 403") + "name: denied\n";
        assertThat(RuleTexts.standard(correlation("gte: 5") + "  generate: true\n", base)
                        .rules())
                .noneMatch(DetectionRule::silent);
    }

    @Test
    void refusesCorrelationsItDoesNotUnderstand() {
        String base = audit("responseStatus.code: 403") + "name: denied\n";
        assertThat(code(correlation("gte: 5"), "title: other\n")).contains(RejectionCode.UNKNOWN_RULE);
        assertThat(code(correlation("ge: 5"), base)).containsExactly(RejectionCode.BAD_CONDITION);
        assertThat(code(correlation("gte: many"), base)).containsExactly(RejectionCode.BAD_VALUE);
        assertThat(code(correlation("gte: 5").replace("5m", "5x"), base)).containsExactly(RejectionCode.BAD_VALUE);
        assertThat(code(correlation("gte: 5").replace("event_count", "event_cont"), base))
                .containsExactly(RejectionCode.BAD_VALUE);
        assertThat(code(correlation("gte: 5").replace("event_count", "value_avg"), base))
                .containsExactly(RejectionCode.MISSING_KEY);
        assertThat(code(correlation("gte: 5").replace("event_count", "value_count"), base))
                .containsExactly(RejectionCode.MISSING_KEY);
        assertThat(code(correlation("gte: 5") + "  window: sliding\n", base))
                .containsExactly(RejectionCode.UNSUPPORTED);
        assertThat(code(correlation("gte: 5").replace("[denied]", "[many-denied]"), base))
                .containsExactly(RejectionCode.RECURSION);
    }

    private static List<RejectionCode> code(String... texts) {
        return RuleTexts.standard(texts).rejections().stream()
                .map(one -> one.code())
                .toList();
    }

    private static String correlation(String condition) {
        return "title: Many denied\nid: many-denied\nlevel: high\ncorrelation:\n  type: event_count\n  rules: [denied]\n"
                + "  group-by: [source.ip, who]\n  aliases: {who: {denied: user.username}}\n  timespan: 5m\n"
                + "  condition: {" + condition + "}\n";
    }

    private static String audit(String items) {
        return "title: Audit\nid: audit-rule\nlogsource: {product: kubernetes, service: audit}\ndetection:\n  s:\n"
                + items.indent(4) + "  condition: s\n";
    }

    private static List<Match> matches(String items, String audit) {
        return match(audit(items), Events.audit("e", TIME, audit));
    }

    private static List<Match> match(String rule, Event event) {
        RuleSet set = RuleTexts.standard(rule);
        assertThat(set.rejections()).isEmpty();
        return RuleMatcher.compile(set).match(event);
    }
}
