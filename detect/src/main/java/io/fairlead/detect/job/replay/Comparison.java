// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.replay;

import io.fairlead.detect.job.DetectException;
import io.fairlead.detect.job.judge.AlertSpan;
import io.fairlead.detect.job.kafka.TopicScan;
import io.fairlead.detect.job.replay.ReplayReport.AlertLine;
import io.fairlead.schemas.codec.MalformedRecordException;
import io.fairlead.schemas.codec.RecordCodec;
import io.fairlead.schemas.kafka.KafkaConfig;
import io.fairlead.schemas.kafka.Topic;
import io.fairlead.schemas.record.Alert;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The alerts of live and of one replay within a span, as they stand on the topic {@code alerts}. */
final class Comparison {
    private static final Logger LOG = LoggerFactory.getLogger(Comparison.class);
    private static final int MOST = 1_000_000;

    private final AlertSpan span;
    private final String replayId;
    private final Map<String, String> live = new LinkedHashMap<>();
    private final Map<String, String> replayed = new LinkedHashMap<>();

    private Comparison(AlertSpan span, String replayId) {
        this.span = span;
        this.replayId = replayId;
    }

    /** Reads the topic as it is now. */
    static Comparison read(KafkaConfig kafka, AlertSpan span, String replayId) {
        Comparison comparison = new Comparison(span, replayId);
        new TopicScan(kafka, Topic.ALERTS).since(span.from(), comparison::take);
        return comparison;
    }

    ReplayReport report(String ruleSet, long events) {
        return new ReplayReport(
                replayId,
                ruleSet,
                events,
                lines(replayed, live, true),
                lines(replayed, live, false),
                lines(live, replayed, false));
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            Alert alert = RecordCodec.get().decode(record.value(), Alert.class);
            if (!span.holds(alert.getReceivedAt().toEpochMilli())) {
                return;
            }
            if (alert.getReplayId() == null) {
                live.put(alert.getId(), alert.getRule().getTitle());
            } else if (alert.getReplayId().equals(replayId)) {
                replayed.put(alert.getId(), alert.getRule().getTitle());
            }
        } catch (MalformedRecordException e) {
            LOG.warn("record {} of {} is no alert: {}", record.offset(), record.topic(), e.getMessage());
        }
        if (live.size() + replayed.size() > MOST) {
            throw new DetectException("There are more than " + MOST + " alerts in the span; replay a shorter one.");
        }
    }

    /** What one side has and the other has too, or has not. */
    private static List<AlertLine> lines(Map<String, String> side, Map<String, String> other, boolean inBoth) {
        return side.entrySet().stream()
                .filter(alert -> other.containsKey(alert.getKey()) == inBoth)
                .map(alert -> new AlertLine(alert.getKey(), alert.getValue()))
                .toList();
    }
}
