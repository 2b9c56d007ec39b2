// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.alert;

import io.fairlead.detect.correlate.AlertIds;
import io.fairlead.detect.correlate.CorrelationInput;
import io.fairlead.detect.correlate.Entities;
import io.fairlead.detect.correlate.Fired;
import io.fairlead.detect.correlate.Limits;
import io.fairlead.detect.match.Match;
import io.fairlead.detect.rule.CorrelationRule;
import io.fairlead.detect.rule.RuleInfo;
import io.fairlead.schemas.identity.Identity;
import io.fairlead.schemas.record.Alert;
import io.fairlead.schemas.record.Event;
import io.fairlead.schemas.record.Evidence;
import io.fairlead.schemas.record.RuleReference;
import io.fairlead.schemas.record.Window;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes alerts.
 *
 * <p>Promise: the same rule, the same evidence and the same rule set give the same bytes, live or replayed, whatever the way
 * to the alert; the id depends on the rule's id and on the activity, or on the group and the window's anchor, alone. No wall
 * clock. Thread-safe.
 */
public final class AlertFactory {
    private AlertFactory() {}

    /**
     * The alert of a rule that one event fulfils.
     *
     * @param match what matched
     * @param event the event that matched
     * @param ruleSet version of the set in force
     */
    public static Alert single(Match match, Event event, String ruleSet) {
        return single(match, event, ruleSet, List.of(), "");
    }

    /**
     * The alert of a rule that one event fulfils although filters name the rule.
     *
     * @param match what matched
     * @param event the event that matched
     * @param ruleSet version of the set in force
     * @param filters ids of the filters that were considered and did not exclude the event
     * @param condition the rule's whole condition with its answers, as lines of text
     */
    public static Alert single(Match match, Event event, String ruleSet, List<String> filters, String condition) {
        RuleInfo rule = match.rule().info();
        Evidence evidence =
                new Evidence(event.getId(), rule.id(), event.getDataset(), event.getTime(), match.matches());
        AlertFacts facts = new AlertFacts(
                Identity.hash("alert", rule.id(), event.getActivity()),
                match.message(),
                rule,
                ruleSet,
                event.getTime(),
                event.getReceivedAt(),
                Map.of(),
                Optional.empty(),
                1,
                List.of(evidence),
                List.of(Entities.of(event.getDocument())),
                filters,
                condition,
                Optional.empty());
        return alert(facts);
    }

    /**
     * The alert of a correlation whose condition held.
     *
     * @param rule the correlation
     * @param group group-by names and values, in the order of the rule
     * @param fired what fired
     * @param ruleSet version of the set in force
     * @param filters ids of the filters that were considered for the events it counted
     */
    public static Alert correlated(
            CorrelationRule rule, Map<String, String> group, Fired fired, String ruleSet, List<String> filters) {
        List<CorrelationInput> events = fired.events(Limits.DEFAULT.evidence());
        List<Evidence> evidence = events.stream()
                .map(input -> new Evidence(
                        input.eventId(), input.ruleId(), input.dataset(), instant(input.timeMicros()), input.matches()))
                .toList();
        AlertFacts facts = new AlertFacts(
                AlertIds.correlated(rule.id(), group, fired.anchor()),
                "",
                rule.info(),
                ruleSet,
                instant(fired.anchor()),
                Instant.ofEpochMilli(fired.receivedAtMillis()),
                group,
                Optional.of(new Window(instant(fired.windowStart()), instant(fired.windowEnd()))),
                fired.count(),
                evidence,
                events.stream().map(CorrelationInput::entities).toList(),
                filters,
                "",
                rule.type().isNumeric() ? Optional.of(fired.measured()) : Optional.empty());
        return alert(facts);
    }

    /** The same alert as a replay found it: it says so in the record and in the document. */
    public static Alert withReplay(Alert alert, String replayId) {
        return Alert.newBuilder(alert)
                .setReplayId(replayId)
                .setDocument(ByteBuffer.wrap(AlertDocument.withReplay(alert.getDocument(), replayId)))
                .build();
    }

    /**
     * An alert that may swallow others, as it goes out: it names the alert that will say how many they were.
     *
     * @param end of the window
     */
    public static Alert standing(Alert alert, Instant end) {
        return Alert.newBuilder(alert)
                .setDocument(ByteBuffer.wrap(SwallowedDocument.standing(alert, closingId(alert), end)))
                .build();
    }

    /** Identity of the alert that tells how many were swallowed after this one. */
    private static String closingId(Alert standing) {
        return Identity.hash("alert", "swallowed", standing.getId());
    }

    /**
     * The alert that ends a window of suppression: how many were swallowed after the one that stands.
     *
     * @param standing the alert that stands
     * @param number how many were swallowed
     * @param start of the window
     * @param end of the window
     * @param receivedAt greatest receipt of all of them, in milliseconds since the epoch
     */
    public static Alert closing(Alert standing, long number, Instant start, Instant end, long receivedAt) {
        String id = closingId(standing);
        Window window = new Window(start, end);
        return Alert.newBuilder(standing)
                .setId(id)
                .setTime(end)
                .setReceivedAt(Instant.ofEpochMilli(receivedAt))
                .setWindow(window)
                .setCount(number)
                .setSuppressed(number)
                .setDocument(ByteBuffer.wrap(SwallowedDocument.write(standing, id, number, window, receivedAt)))
                .build();
    }

    private static Alert alert(AlertFacts facts) {
        RuleInfo rule = facts.rule();
        return Alert.newBuilder()
                .setId(facts.id())
                .setRule(new RuleReference(
                        rule.id(), rule.title(), rule.hash(), rule.level().text(), rule.tags(), rule.language()))
                .setRuleSet(facts.ruleSet())
                .setTime(facts.time())
                .setReceivedAt(facts.receivedAt())
                .setGroupBy(new LinkedHashMap<>(facts.group()))
                .setWindow(facts.window().orElse(null))
                .setCount(facts.count())
                .setEvidence(facts.evidence())
                .setDocument(ByteBuffer.wrap(AlertDocument.write(facts)))
                .build();
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
