// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink;

import io.fairlead.schemas.record.Alert;
import io.fairlead.schemas.record.Event;
import io.fairlead.schemas.record.Evidence;
import io.fairlead.schemas.record.FieldMatch;
import io.fairlead.schemas.record.Origin;
import io.fairlead.schemas.record.RuleReference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records as the stages before the sink write them. */
public final class Samples {
    public static final String AUDIT = "kubernetes.audit_logs";

    private Samples() {}

    public static Event event(String id) {
        return event(
                id,
                Instant.now(),
                "{\"@timestamp\":\"2026-11-22T10:00:00.123456789Z\",\"event\":{\"id\":\"" + id
                        + "\"},\"kubernetes\":{\"audit\":{\"verb\":\"get\"}}}");
    }

    public static Event event(String id, Instant at, String document) {
        return event(id, at, AUDIT, document);
    }

    public static Event event(String id, Instant at, String dataset, String document) {
        Instant time = at.truncatedTo(ChronoUnit.MILLIS);
        return Event.newBuilder()
                .setId(id)
                .setActivity(id)
                .setTime(time)
                .setReceivedAt(time)
                .setDataset(dataset)
                .setOrigin(
                        Origin.newBuilder().setCollector("test").setStream("s").build())
                .setRawMac("00")
                .setDocument(bytes(document))
                .build();
    }

    public static Alert alert(String id, String level, @Nullable String replayId) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return Alert.newBuilder()
                .setId(id)
                .setRule(RuleReference.newBuilder()
                        .setId("rule-1")
                        .setTitle("Exec into a pod")
                        .setHash("abc")
                        .setLevel(level)
                        .setTags(List.of("attack.t1609"))
                        .setLanguage("sigma")
                        .build())
                .setRuleSet("v1")
                .setTime(now)
                .setReceivedAt(now)
                .setGroupBy(Map.of())
                .setEvidence(List.of(Evidence.newBuilder()
                        .setEventId("e-1")
                        .setRuleId("rule-1")
                        .setDataset(AUDIT)
                        .setTime(now)
                        .setMatches(List.of(FieldMatch.newBuilder()
                                .setSelection("selection")
                                .setField("verb")
                                .setOperator("equals")
                                .setPattern("get")
                                .setValue("get")
                                .build()))
                        .build()))
                .setReplayId(replayId)
                .setDocument(bytes("{\"@timestamp\":\"" + now + "\",\"event\":{\"kind\":\"alert\",\"id\":\"" + id
                        + "\"},\"user\":{\"name\":\"mallory\"},\"fairlead\":{\"alert\":{\"level\":\"" + level
                        + "\",\"evidence\":[{\"event_id\":\"e-1\",\"matches\":[{\"field\":\"verb\"}]}]}}}"))
                .build();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
