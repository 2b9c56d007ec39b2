// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fairlead.detect.Events;
import io.fairlead.detect.RuleTexts;
import io.fairlead.detect.correlate.CorrelationPlan;
import io.fairlead.detect.correlate.CorrelationState;
import io.fairlead.detect.correlate.Fired;
import io.fairlead.detect.correlate.Grouped;
import io.fairlead.detect.match.Match;
import io.fairlead.detect.match.RuleMatcher;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.schemas.identity.Identity;
import io.fairlead.schemas.record.Alert;
import io.fairlead.schemas.record.Event;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertFactoryTest {
    private static final Instant TIME = Instant.parse("2026-11-22T14:53:24.478619Z");
    private static final String RULE = """
            title: Command run in a pod
            id: exec-rule
            name: exec
            description: Somebody ran a command.
            level: high
            tags: [attack.execution, attack.t1609]
            references: [https://example.com/exec]
            falsepositives: [Debugging]
            triage: Ask the user.
            logsource: {product: kubernetes, service: audit}
            detection:
              selection:
                verb: create
                objectRef.subresource: exec
              condition: selection
            """;
    private static final String AUDIT =
            "{'verb':'get','auditID':'id-1','objectRef':{'resource':'pods','subresource':'exec','name':'web-1','namespace':'shop'}}";
    private static final String MANY = """
            title: Many commands
            id: many-exec
            level: critical
            correlation:
              type: event_count
              rules: [exec]
              group-by: [source.ip]
              timespan: 1m
              condition: {gte: 2}
            """;

    @Test
    void saysWhoDidWhatAndWhy() throws IOException {
        Event event = Events.audit("event-1", TIME, AUDIT);
        Alert alert = single(event);
        assertThat(alert.getId()).isEqualTo(Identity.hash("alert", "exec-rule", "activity-event-1"));
        assertThat(alert.getReceivedAt()).isEqualTo(TIME.plusSeconds(1).truncatedTo(ChronoUnit.MILLIS));
        assertThat(alert.getEvidence()).hasSize(1);
        assertThat(alert.getWindow()).isNull();
        JsonNode document = json(alert);
        assertThat(document.at("/message").asText())
                .startsWith(
                        "Command run in a pod: mallory did get pods/exec on web-1 in namespace shop from 203.0.113.7 (");
        assertThat(document.at("/@timestamp").asText()).isEqualTo("2026-11-22T14:53:24.478619Z");
        assertThat(document.at("/event/kind").asText()).isEqualTo("alert");
        assertThat(document.at("/event/id").asText()).isEqualTo(alert.getId());
        assertThat(document.at("/event/severity").asInt()).isEqualTo(73);
        assertThat(document.at("/data_stream/dataset").asText()).isEqualTo("fairlead.alerts");
        assertThat(document.at("/rule/name").asText()).isEqualTo("Command run in a pod");
        assertThat(document.at("/rule/ruleset").asText()).isEqualTo("v1");
        assertThat(document.at("/threat/technique/id/0").asText()).isEqualTo("T1609");
        assertThat(document.at("/threat/tactic/id/0").asText()).isEqualTo("TA0002");
        assertThat(document.at("/user/name").asText()).isEqualTo("mallory");
        assertThat(document.at("/related/ip/0").asText()).isEqualTo("203.0.113.7");
        assertThat(document.at("/fairlead/alert/triage").asText()).isEqualTo("Ask the user.");
        assertThat(document.at("/fairlead/alert/audit_ids/0").asText()).isEqualTo("id-1");
        assertThat(document.at("/fairlead/alert/event_ids/0").asText()).isEqualTo("event-1");
        assertThat(document.at("/fairlead/alert/explanation"))
                .extracting(JsonNode::asText)
                .contains(
                        "selection selection: field kubernetes.audit.objectRef.subresource equals 'exec' (value 'exec')");
        assertThat(document.at("/fairlead/alert/evidence/0/matches/0/selection").asText())
                .isEqualTo("selection");
    }

    @Test
    void isTheSameBytesEachTimeAndSaysWhenReplayed() throws IOException {
        Alert one = single(Events.audit("event-1", TIME, AUDIT));
        Alert other = single(Events.audit("event-1", TIME, AUDIT));
        assertThat(one).isEqualTo(other);
        Alert replayed = AlertFactory.withReplay(one, "replay-7");
        assertThat(replayed.getId()).isEqualTo(one.getId());
        assertThat(replayed.getReplayId()).isEqualTo("replay-7");
        assertThat(json(replayed).at("/fairlead/alert/replay_id").asText()).isEqualTo("replay-7");
        assertThat(json(one).at("/fairlead/alert").has("replay_id")).isFalse();
    }

    @Test
    void tellsTheWindowAndTheGroupOfACorrelation() throws IOException {
        RuleSet set = RuleTexts.standard(RULE, MANY);
        RuleMatcher matcher = RuleMatcher.compile(set);
        CorrelationState state = new CorrelationState(set.correlations().getFirst());
        Map<String, String> group = Map.of();
        for (int i = 0; i < 2; i++) {
            Event event = Events.audit("event-" + i, TIME.plusSeconds(i), AUDIT);
            Match match = matcher.match(event).getFirst();
            assertThat(match.rule().silent()).isTrue();
            Grouped grouped = CorrelationPlan.of(set).inputs(match, event).getFirst();
            group = grouped.group();
            state.add(grouped.input(), Long.MIN_VALUE);
        }
        List<Fired> fired = state.advance(ChronoUnit.MICROS.between(Instant.EPOCH, TIME.plusSeconds(60)));
        Alert alert = AlertFactory.correlated(
                set.correlations().getFirst(), group, fired.getFirst(), "v1", List.of("known-good"));
        assertThat(group).containsExactly(Map.entry("source.ip", "203.0.113.7"));
        assertThat(alert.getCount()).isEqualTo(2);
        assertThat(alert.getTime()).isEqualTo(TIME.plusSeconds(1));
        assertThat(alert.getGroupBy()).isEqualTo(group);
        assertThat(alert.getEvidence()).hasSize(2);
        JsonNode document = json(alert);
        assertThat(document.at("/fairlead/alert/window/start").asText()).isEqualTo(TIME.toString());
        assertThat(document.at("/fairlead/alert/group").get("source.ip").asText())
                .isEqualTo("203.0.113.7");
        assertThat(document.at("/message").asText()).contains("counted 2 within 1 s");
        assertThat(document.at("/user/name").asText()).isEqualTo("mallory");
        assertThat(document.at("/fairlead/alert/filters/0").asText()).isEqualTo("known-good");
    }

    private static Alert single(Event event) {
        RuleMatcher matcher = RuleMatcher.compile(RuleTexts.standard(RULE));
        return AlertFactory.single(matcher.match(event).getFirst(), event, "v1");
    }

    private static JsonNode json(Alert alert) throws IOException {
        byte[] bytes = new byte[alert.getDocument().remaining()];
        alert.getDocument().duplicate().get(bytes);
        return new JsonMapper().readTree(bytes);
    }
}
