// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.meter;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.apache.flink.metrics.MetricGroup;

/**
 * The meters of one subtask of an operator on a Flink cluster, as metrics of Flink's own: {@code fairlead.detect.records} is
 * its {@code fairlead_detect_records_total}. Names are those by which a Prometheus of ours shows them, so that a reporter's
 * prefix is all that has to be cut off; each tag is a group of Flink's with that key and value.
 */
final class FlinkMeters {
    /** What Flink's job manager counts itself, and operators do not know. */
    private static final Set<String> FLINKS = Set.of(
            Meters.PREFIX + "checkpoints.completed", Meters.PREFIX + "checkpoint.seconds", Meters.PREFIX + "restarts");

    private final MetricGroup group;
    private final Set<Meter.Id> gone = ConcurrentHashMap.newKeySet();

    private FlinkMeters(MetricGroup group) {
        this.group = group;
    }

    static JobMeters in(MetricGroup group) {
        FlinkMeters flink = new FlinkMeters(group);
        MeterRegistry registry = new SimpleMeterRegistry();
        registry.config().onMeterAdded(flink::show);
        // Flink takes no single metric away before the operator ends
        registry.config().onMeterRemoved(meter -> flink.gone.add(meter.getId()));
        return new JobMeters(registry, Meters.PREFIX);
    }

    private void show(Meter meter) {
        if (FLINKS.contains(meter.getId().getName()) || gone.remove(meter.getId())) {
            return;
        }
        MetricGroup place = group;
        for (Tag tag : meter.getId().getTags()) {
            place = place.addGroup(tag.getKey(), tag.getValue());
        }
        String name = meter.getId().getName().replace('.', '_');
        switch (meter) {
            case Counter counter -> show(place, name + "_total", counter::count);
            case Timer timer -> {
                show(place, name + "_seconds_count", timer::count);
                show(place, name + "_seconds_sum", () -> timer.totalTime(TimeUnit.SECONDS));
            }
            case Gauge gauge -> show(place, name, () -> gone.contains(gauge.getId()) ? 0 : gauge.value());
            default -> throw new IllegalArgumentException("no metric of Flink's for " + meter.getId());
        }
    }

    private static void show(MetricGroup place, String name, DoubleSupplier value) {
        place.gauge(name, (org.apache.flink.metrics.Gauge<Double>) value::getAsDouble);
    }
}
