// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.webhook;

import io.fairlead.schemas.codec.MalformedRecordException;
import io.fairlead.schemas.codec.RecordCodec;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import io.fairlead.schemas.record.Alert;
import io.fairlead.schemas.record.Heartbeat;
import io.fairlead.sink.kafka.Batch;
import io.fairlead.sink.kafka.BatchHandler;
import io.fairlead.sink.kafka.DeadLetters;
import io.fairlead.sink.kafka.Gap;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers live alerts to one destination, one after the other in the topic's order.
 *
 * <p>Promise: every live alert of at least the configured level is taken by the destination at least once, or has a dead
 * letter. A crash between the destination's answer and the commit sends an alert again under the same
 * {@code webhook-id}, by which receivers tell; within one run an id is sent once. What comes beyond the configured number in
 * a window is counted in one {@link Digest}, whose alerts count as read only when it was taken or has its dead letter.
 * Alerts of replays are never sent. Alerts received longer ago than {@code max-age} are passed over and counted. A destination that fails holds up only itself:
 * each has its own reader and consumer group.
 */
public final class WebhookHandler implements BatchHandler, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookHandler.class);
    private static final long LONGEST_PAUSE_MILLIS = 60_000;
    private static final int REMEMBERED = 10_000;

    private final WebhookConfig config;
    private final DeadLetters deadLetters;
    private final MeterRegistry meters;
    private final Counter missed;
    private final WebhookClient client;
    private final Map<String, Boolean> delivered = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final FloodGate gate;
    private boolean failing;

    public WebhookHandler(WebhookConfig config, DeadLetters deadLetters, MeterRegistry meters) {
        this.config = config;
        this.deadLetters = deadLetters;
        this.meters = meters;
        this.missed = meters.counter("fairlead.sink.missed", "topic", "webhook-" + config.name());
        this.client = new WebhookClient(config);
        this.gate = new FloodGate(config.maxAlerts(), config.window(), System::nanoTime);
        // a zero can be told from a missing counter
        count("digested", 0);
        count("undeliverable", 0);
    }

    @Override
    public void handle(Batch batch) throws InterruptedException {
        for (ConsumerRecord<byte[], byte[]> record : batch.records()) {
            batch.proceed();
            release(batch);
            record(record, batch);
            if (gate.holds()) {
                batch.hold();
                gate.passed(record);
            } else {
                batch.done(record);
            }
        }
        release(batch);
    }

    @Override
    public boolean isDue() {
        return gate.isDue();
    }

    /** Sends the digest when its window is over; then all that waited for it is done. */
    private void release(Batch batch) throws InterruptedException {
        if (!gate.isDue()) {
            return;
        }
        Digest digest = gate.digest();
        if (deliver(
                digest.id(), digest.body(), digest.first(), batch, () -> digest.count() + " alerts in a digest: ")) {
            meters.counter("fairlead.sink.webhook.digests", "webhook", config.name())
                    .increment();
            digest.ids().forEach(id -> delivered.put(id, true));
        }
        count("digested", digest.count());
        gate.released().forEach(batch::done);
    }

    @Override
    public void missed(Gap gap) {
        missed.increment(gap.count());
    }

    private void record(ConsumerRecord<byte[], byte[]> record, Batch batch) throws InterruptedException {
        Alert alert;
        byte[] body;
        try {
            SpecificRecordBase decoded =
                    RecordCodec.get().decode(record.value() == null ? new byte[0] : record.value());
            if (decoded instanceof Heartbeat) {
                return;
            }
            if (!(decoded instanceof Alert)) {
                return; // the indexer of this topic sets it aside, once
            }
            alert = (Alert) decoded;
            if (!wanted(alert)) {
                return;
            }
            body = AlertBody.of(alert);
        } catch (MalformedRecordException setAsideByTheIndexer) {
            return;
        } catch (IOException notJson) {
            undeliverable("its document is not JSON", record);
            return;
        }
        if (!gate.admits()) {
            gate.hold(alert, record);
        } else if (deliver(alert.getId(), body, record, batch, () -> "")) {
            count("delivered");
            delivered.put(alert.getId(), true);
        }
    }

    private boolean wanted(Alert alert) {
        if (alert.getReplayId() != null || Level.of(alert.getRule().getLevel()).compareTo(config.minLevel()) < 0) {
            return false;
        }
        if (delivered.containsKey(alert.getId()) || gate.holds(alert.getId())) {
            count("duplicate");
            return false;
        }
        if (alert.getReceivedAt().isBefore(Instant.now().minus(config.maxAge()))) {
            count("too-old");
            return false;
        }
        return true;
    }

    /** Whether it was taken; a dead letter for the record says so when it was not. */
    private boolean deliver(
            String id, byte[] body, ConsumerRecord<byte[], byte[]> record, Batch batch, Supplier<String> what)
            throws InterruptedException {
        long start = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            Delivery delivery = client.post(id, body, Instant.now());
            switch (delivery) {
                case Delivery.Taken taken -> {
                    meters.timer("fairlead.sink.webhook.latency", "webhook", config.name())
                            .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
                    recovered();
                    return true;
                }
                case Delivery.Refused refused -> {
                    undeliverable(what.get() + refused.reason(), record);
                    return false;
                }
                case Delivery.Later later -> {
                    count("retried");
                    Duration pause = later.pause().orElse(backoff(attempt));
                    Duration spent = Duration.ofNanos(System.nanoTime() - start);
                    if (attempt >= config.maxAttempts() || spent.plus(pause).compareTo(config.maxTime()) > 0) {
                        undeliverable(what.get() + later.reason() + " after " + attempt + " attempts", record);
                        return false;
                    }
                    failed(later.reason());
                    batch.proceed();
                    TimeUnit.MILLISECONDS.sleep(pause.toMillis());
                }
            }
        }
    }

    /** Half of an exponential pause, and up to as much again by chance. */
    private Duration backoff(int attempt) {
        long ceiling = Math.min(LONGEST_PAUSE_MILLIS, config.backoff().toMillis() << Math.min(attempt - 1, 16));
        long half = Math.max(1, ceiling / 2);
        return Duration.ofMillis(half + ThreadLocalRandom.current().nextLong(half));
    }

    private void undeliverable(String reason, ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        deadLetters.send(DeadLetterCode.UNDELIVERABLE, "webhook " + config.name() + ": " + reason, null, record);
        count("undeliverable");
    }

    private void failed(String reason) {
        if (!failing) {
            LOG.warn("webhook {} does not take alerts and is tried again: {}", config.name(), reason);
        }
        failing = true;
    }

    private void recovered() {
        if (failing) {
            LOG.info("webhook {} takes alerts again", config.name());
        }
        failing = false;
    }

    private void count(String outcome) {
        count(outcome, 1);
    }

    private void count(String outcome, long alerts) {
        meters.counter("fairlead.sink.webhook.deliveries", "webhook", config.name(), "outcome", outcome)
                .increment(alerts);
    }

    @Override
    public void close() {
        client.close();
    }
}
