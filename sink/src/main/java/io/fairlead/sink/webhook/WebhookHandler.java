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
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers live alerts to one destination, one after the other in the topic's order.
 *
 * <p>Promise: every live alert of at least the configured level is taken by the destination at least once, or has a dead
 * letter. A crash between the destination's answer and the commit sends an alert again under the same
 * {@code webhook-id}, by which receivers tell; within one run an id is sent once. Alerts of replays are never sent. Alerts
 * received longer ago than {@code max-age} are passed over and counted. A destination that fails holds up only itself:
 * each has its own reader and consumer group.
 */
public final class WebhookHandler implements BatchHandler, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookHandler.class);
    private static final long LONGEST_PAUSE_MILLIS = 60_000;
    private static final int REMEMBERED = 10_000;

    private final WebhookConfig config;
    private final DeadLetters deadLetters;
    private final MeterRegistry meters;
    private final WebhookClient client;
    private final Map<String, Boolean> delivered = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };
    private boolean failing;

    public WebhookHandler(WebhookConfig config, DeadLetters deadLetters, MeterRegistry meters) {
        this.config = config;
        this.deadLetters = deadLetters;
        this.meters = meters;
        this.client = new WebhookClient(config);
    }

    @Override
    public void handle(Batch batch) throws InterruptedException {
        for (ConsumerRecord<byte[], byte[]> record : batch.records()) {
            batch.proceed();
            record(record, batch);
            batch.done(record);
        }
    }

    @Override
    public void missed(Gap gap) {
        meters.counter("fairlead.sink.missed", "topic", "webhook-" + config.name())
                .increment(gap.count());
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
        deliver(alert.getId(), body, record, batch);
    }

    private boolean wanted(Alert alert) {
        if (alert.getReplayId() != null || Level.of(alert.getRule().getLevel()).compareTo(config.minLevel()) < 0) {
            return false;
        }
        if (delivered.containsKey(alert.getId())) {
            count("duplicate");
            return false;
        }
        if (alert.getReceivedAt().isBefore(Instant.now().minus(config.maxAge()))) {
            count("too-old");
            return false;
        }
        return true;
    }

    private void deliver(String id, byte[] body, ConsumerRecord<byte[], byte[]> record, Batch batch)
            throws InterruptedException {
        long start = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            Delivery delivery = client.post(id, body, Instant.now());
            switch (delivery) {
                case Delivery.Taken taken -> {
                    meters.timer("fairlead.sink.webhook.latency", "webhook", config.name())
                            .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
                    count("delivered");
                    delivered.put(id, true);
                    recovered();
                    return;
                }
                case Delivery.Refused refused -> {
                    undeliverable(refused.reason(), record);
                    return;
                }
                case Delivery.Later later -> {
                    count("retried");
                    Duration pause = later.pause().orElse(backoff(attempt));
                    Duration spent = Duration.ofNanos(System.nanoTime() - start);
                    if (attempt >= config.maxAttempts() || spent.plus(pause).compareTo(config.maxTime()) > 0) {
                        undeliverable(later.reason() + " after " + attempt + " attempts", record);
                        return;
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
        meters.counter("fairlead.sink.webhook.deliveries", "webhook", config.name(), "outcome", outcome)
                .increment();
    }

    @Override
    public void close() {
        client.close();
    }
}
