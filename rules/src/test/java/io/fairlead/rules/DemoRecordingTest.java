// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.rules;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.detect.RuleSetCompiler;
import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.Level;
import io.fairlead.detect.rule.RuleInfo;
import io.fairlead.detect.rule.RuleSet;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bundled rules on the bundled recording: exactly the list written by hand, nothing besides. */
class DemoRecordingTest {
    private static final RuleSet SET = RuleSetCompiler.standard().compile(RulePack.files());
    private static final Map<String, RuleInfo> INFOS = Stream.concat(
                    SET.rules().stream().map(DetectionRule::info),
                    SET.correlations().stream().map(CorrelationRule::info))
            .collect(Collectors.toMap(RuleInfo::id, info -> info));
    private static final Set<Level> QUIET = Set.of(Level.INFORMATIONAL, Level.LOW);

    private static Recording recording;

    @BeforeAll
    static void load() throws IOException {
        recording = Recording.load();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 20})
    void givesExactlyTheExpectedAlertsAtAnySpeed(int factor) {
        assertThat(alerts(recording.compressed(factor))).containsExactlyInAnyOrderElementsOf(expected());
    }

    @Test
    void theListSaysWhatTheRulesSay() {
        assertThat(recording.expected()).allSatisfy(entry -> {
            RuleInfo info = info(entry.rule());
            assertThat(entry.title()).isEqualTo(info.title());
            assertThat(entry.level()).isEqualToIgnoringCase(info.level().name());
        });
    }

    @Test
    void everyAttackStepIsCoveredAndNothingAboveLowIsBenign() {
        Map<String, Recording.Label> steps = new HashMap<>();
        recording.labels().forEach(label -> steps.putIfAbsent(label.step(), label));
        Set<String> covered = new HashSet<>();
        for (Recording.Expected entry : recording.expected()) {
            Recording.Label label = requireNonNull(steps.get(entry.step()), entry.toString());
            if (!entry.auditID().isEmpty()) {
                assertThat(label.auditIDs()).as(entry.toString()).contains(entry.auditID());
            }
            if (!label.malicious()) {
                assertThat(info(entry.rule()).level()).as(entry.toString()).isIn(QUIET);
            }
            covered.add(entry.step());
        }
        assertThat(covered)
                .containsAll(recording.labels().stream()
                        .filter(Recording.Label::malicious)
                        .map(Recording.Label::step)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15})
    void theBenignPartGivesNothingAboveLow(int factor) {
        Set<String> malicious = recording.malicious();
        Set<String> attackers = recording.events().stream()
                .filter(event -> malicious.contains(auditId(event)))
                .map(DemoRecordingTest::address)
                .collect(Collectors.toSet());
        assertThat(attackers).as("the attack comes from one address").hasSize(1);
        List<ObjectNode> benign = recording.compressed(factor).stream()
                .filter(event -> !attackers.contains(address(event)))
                .toList();
        assertThat(benign).hasSizeGreaterThan(5_000);
        assertThat(alerts(benign)).isNotEmpty().allSatisfy(alert -> {
            assertThat(info(alert.rule()).level()).isIn(QUIET);
        });
    }

    @Test
    void takingAwayAnyRequestWithAnAlertOfItsOwnIsNoticed() {
        Set<String> ids = recording.expected().stream()
                .map(Recording.Expected::auditID)
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toSet());
        // rules on single events judge each request by itself: what a request gives alone is what is missing without it
        for (String id : ids) {
            List<ObjectNode> alone = recording.events().stream()
                    .filter(event -> auditId(event).equals(id))
                    .toList();
            List<Seen> own = alerts(alone).stream()
                    .filter(alert -> alert.auditId().equals(id))
                    .toList();
            List<Seen> wanted = expected().stream()
                    .filter(alert -> alert.auditId().equals(id))
                    .toList();
            assertThat(own).containsExactlyInAnyOrderElementsOf(wanted).isNotEmpty();
        }
    }

    @Test
    void takingAwayWhatACorrelationCountsIsNoticed() {
        Set<String> fewer = new HashSet<>();
        recording.labels().stream()
                .filter(label -> Set.of("bad-token", "destroy-staging").contains(label.step()))
                .forEach(label -> fewer.add(label.auditIDs().getFirst()));
        List<ObjectNode> left = recording.events().stream()
                .filter(event -> !fewer.contains(auditId(event)))
                .toList();
        assertThat(alerts(left)).hasSizeLessThanOrEqualTo(expected().size() - 2);
    }

    private static RuleInfo info(String rule) {
        return requireNonNull(INFOS.get(rule), rule);
    }

    private static List<Seen> expected() {
        return recording.expected().stream().map(Recording.Expected::seen).toList();
    }

    private static List<Seen> alerts(List<ObjectNode> events) {
        Judge judge = new Judge(SET);
        events.forEach(event -> judge.judge("kubernetes.audit", auditId(event), Recording.bytes(event)));
        return judge.alerts();
    }

    private static String auditId(ObjectNode event) {
        return event.path("auditID").asText();
    }

    private static String address(ObjectNode event) {
        return event.path("sourceIPs").path(0).asText();
    }
}
