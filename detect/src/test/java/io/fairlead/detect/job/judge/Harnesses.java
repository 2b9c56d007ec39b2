// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.judge;

import io.fairlead.detect.job.rules.RuleSource;
import io.fairlead.detect.job.stream.Delivery;
import io.fairlead.detect.job.stream.FiredAlert;
import io.fairlead.detect.job.stream.GroupInput;
import io.fairlead.schemas.codec.MalformedRecordException;
import io.fairlead.schemas.codec.RecordCodec;
import io.fairlead.schemas.record.Alert;
import io.fairlead.schemas.record.DeadLetter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** The job's operators, each alone in Flink's test harness. */
final class Harnesses {
    static final String TOPIC = "events";
    static final long LATENESS_MILLIS = 10_000;

    private Harnesses() {}

    static OneInputStreamOperatorTestHarness<Delivery, FiredAlert> judge(
            RuleSource rules, String meterKey, @Nullable OperatorSubtaskState from) throws Exception {
        Judge judge = new Judge(rules, TOPIC, LATENESS_MILLIS, Optional.empty(), meterKey, 0);
        OneInputStreamOperatorTestHarness<Delivery, FiredAlert> harness =
                new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(judge));
        return opened(harness, from);
    }

    static KeyedOneInputStreamOperatorTestHarness<String, GroupInput, FiredAlert> correlate(
            RuleSource rules, int maxGroups, String meterKey, @Nullable OperatorSubtaskState from) throws Exception {
        Correlate correlate = new Correlate(rules, 1, maxGroups, LATENESS_MILLIS, Optional.empty(), meterKey);
        KeyedOneInputStreamOperatorTestHarness<String, GroupInput, FiredAlert> harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(correlate), GroupInput::key, Types.STRING);
        return opened(harness, from);
    }

    static KeyedOneInputStreamOperatorTestHarness<Integer, FiredAlert, FiredAlert> dedupe(
            Dedupe dedupe, @Nullable OperatorSubtaskState from) throws Exception {
        return opened(
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(dedupe), Dedupe::bucket, Types.INT),
                from);
    }

    static KeyedOneInputStreamOperatorTestHarness<String, FiredAlert, FiredAlert> suppress(
            Suppress suppress, @Nullable OperatorSubtaskState from) throws Exception {
        return opened(
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(suppress), Suppress::key, Types.STRING),
                from);
    }

    /** Alerts that came out so far; takes them away. */
    static List<Alert> alerts(OneInputStreamOperatorTestHarness<?, FiredAlert> harness) {
        List<Alert> alerts = new ArrayList<>();
        for (FiredAlert fired : harness.extractOutputValues()) {
            alerts.add(decode(fired.bytes(), Alert.class));
        }
        harness.getOutput().clear();
        return alerts;
    }

    static List<DeadLetter> deadLetters(
            OneInputStreamOperatorTestHarness<?, FiredAlert> harness,
            OutputTag<io.fairlead.detect.job.stream.SetAside> tag) {
        return side(harness, tag).stream()
                .map(letter -> decode(letter.bytes(), DeadLetter.class))
                .toList();
    }

    static <T> List<T> side(OneInputStreamOperatorTestHarness<?, ?> harness, OutputTag<T> tag) {
        List<T> values = new ArrayList<>();
        Iterable<StreamRecord<T>> records = harness.getSideOutput(tag);
        if (records != null) {
            records.forEach(record -> values.add(record.getValue()));
        }
        return values;
    }

    static <T extends org.apache.avro.specific.SpecificRecordBase> T decode(byte[] bytes, Class<T> type) {
        try {
            return RecordCodec.get().decode(bytes, type);
        } catch (MalformedRecordException e) {
            throw new AssertionError(e);
        }
    }

    private static <H extends OneInputStreamOperatorTestHarness<?, FiredAlert>> H opened(
            H harness, @Nullable OperatorSubtaskState from) throws Exception {
        TypeInformation<FiredAlert> type = FiredAlert.TYPE;
        harness.setup(type.createSerializer(new SerializerConfigImpl()));
        if (from == null) {
            harness.initializeEmptyState();
        } else {
            harness.initializeState(from);
        }
        harness.open();
        return harness;
    }
}
