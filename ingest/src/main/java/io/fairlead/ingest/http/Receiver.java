// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.http;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.fairlead.ingest.kafka.KafkaProbe;
import io.fairlead.ingest.kafka.KafkaWriter;
import io.fairlead.ingest.split.Splitter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.zip.ZipException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes bodies on one route.
 *
 * <p>Promise: 200 only after Kafka acknowledged every record and dead letter of the request. 4xx for the whole only when
 * nothing in it can be read or a bound is passed; what stood before the bound is then in Kafka with a dead letter for the
 * rest, and a resend gives both the same identity. 503 with Retry-After when Kafka does not take it in time, at once when Kafka is known to be away.
 * 429 when too many requests are being read. Always an answer.
 */
final class Receiver implements HttpService {
    private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);
    private static final int CHUNK = 64 * 1024;

    private final ReceiverRoute route;
    private final ReceiverConfig config;
    private final Admission admission;
    private final KafkaWriter writer;
    private final KafkaProbe probe;
    private final Executor readers;
    private final MeterRegistry meters;

    Receiver(
            ReceiverRoute route,
            ReceiverConfig config,
            Admission admission,
            KafkaWriter writer,
            KafkaProbe probe,
            Executor readers,
            MeterRegistry meters) {
        this.route = route;
        this.config = config;
        this.admission = admission;
        this.writer = writer;
        this.probe = probe;
        this.readers = readers;
        this.meters = meters;
    }

    @Override
    public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
        Timer.Sample sample = Timer.start(meters);
        return switch (admission.decide(route, context, request.headers())) {
            case Admission.Decision.Refused refused -> answer(refused.answer(), sample);
            case Admission.Decision.Admitted admitted -> {
                if (request.headers().contentLength() > config.maxBody()) {
                    String message = "the body is larger than " + config.maxBody() + " bytes";
                    yield answer(Answer.refused(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "too-large", message), sample);
                }
                Optional<String> away = probe.away();
                if (away.isPresent()) {
                    yield answer(
                            Answer.later(HttpStatus.SERVICE_UNAVAILABLE, "kafka-unavailable", "Kafka is away"), sample);
                }
                yield receive(request, admitted, sample);
            }
        };
    }

    private HttpResponse receive(HttpRequest request, Admission.Decision.Admitted admitted, Timer.Sample sample) {
        CompletableFuture<HttpResponse> response = new CompletableFuture<>();
        BodyStream body = new BodyStream(config.bodyTimeout());
        try {
            readers.execute(() -> response.complete(answer(read(body, admitted), sample)));
        } catch (RejectedExecutionException busy) {
            return answer(
                    Answer.later(HttpStatus.TOO_MANY_REQUESTS, "busy", "too many requests are being read"), sample);
        }
        request.subscribe(body);
        return HttpResponse.of(response);
    }

    private Answer read(BodyStream body, Admission.Decision.Admitted admitted) {
        Submission submission = admitted.submission();
        Delivery delivery = new Delivery(submission, config.collector(), writer, config.acknowledgement());
        Splitter splitter = route.splitter(submission.format(), admitted.shape(), config.limits(), delivery);
        try {
            BodyReader reader = new BodyReader(body, admitted.gzip(), config.maxBody(), config.maxRatio());
            byte[] chunk = new byte[CHUNK];
            for (int count = reader.read(chunk); count >= 0; count = reader.read(chunk)) {
                splitter.feed(chunk, 0, count);
                if (delivery.stopped()) {
                    return delivery.unavailable();
                }
            }
            return delivery.settle(splitter.finish());
        } catch (BodyFault fault) {
            return answer(fault, delivery);
        } catch (ZipException | EOFException broken) {
            return delivery.settleBroken(splitter.finish());
        } catch (IOException | RuntimeException fault) {
            LOG.error("a request on {} failed", route, fault);
            return Answer.later(HttpStatus.INTERNAL_SERVER_ERROR, "internal", "a fault of ours; it is logged");
        }
    }

    private static Answer answer(BodyFault fault, Delivery delivery) {
        String message = String.valueOf(fault.getMessage());
        return switch (fault.kind()) {
            case TOO_LARGE -> delivery.settleCut(message);
            case TIMEOUT -> Answer.refused(HttpStatus.REQUEST_TIMEOUT, "timeout", message);
            case GONE -> Answer.refused(HttpStatus.BAD_REQUEST, "gone", message);
        };
    }

    private HttpResponse answer(Answer answer, Timer.Sample sample) {
        String name = route.name().toLowerCase(Locale.ROOT);
        meters.counter(
                        "fairlead.ingest.requests",
                        "route",
                        name,
                        "status",
                        answer.status().codeAsText())
                .increment();
        sample.stop(Timer.builder("fairlead.ingest.request.duration")
                .tag("route", name)
                .publishPercentileHistogram()
                .register(meters));
        return answer.response();
    }
}
