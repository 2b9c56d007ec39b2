// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.http;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.RequestTimeoutException;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers for what the server itself refuses, in the same JSON as ours. */
final class Errors implements ServerErrorHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

    @Override
    public HttpResponse onServiceException(ServiceRequestContext context, Throwable cause) {
        if (cause instanceof HttpStatusException known) {
            return of(known.httpStatus()).response();
        } else if (cause instanceof ContentTooLargeException) {
            return of(HttpStatus.REQUEST_ENTITY_TOO_LARGE).response();
        } else if (cause instanceof RequestTimeoutException) {
            return of(HttpStatus.REQUEST_TIMEOUT).response();
        }
        LOG.warn("a request failed", cause);
        return of(HttpStatus.INTERNAL_SERVER_ERROR).response();
    }

    @Override
    public AggregatedHttpResponse onProtocolViolation(
            ServiceConfig config,
            @Nullable RequestHeaders headers,
            HttpStatus status,
            @Nullable String description,
            @Nullable Throwable cause) {
        return aggregated(status);
    }

    @Override
    public AggregatedHttpResponse renderStatus(
            @Nullable ServiceRequestContext context,
            ServiceConfig config,
            @Nullable RequestHeaders headers,
            HttpStatus status,
            @Nullable String description,
            @Nullable Throwable cause) {
        return aggregated(status);
    }

    private static AggregatedHttpResponse aggregated(HttpStatus status) {
        Answer answer = of(status);
        return AggregatedHttpResponse.of(answer.headers(), HttpData.ofUtf8(answer.body()));
    }

    private static Answer of(HttpStatus status) {
        String code = status.reasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
        String message = switch (status.code()) {
            case 404 ->
                "no such route; there are POST /v1/kubernetes/audit/{cluster}, /v1/falco/{cluster},"
                        + " /v1/logs/{format} and /v1/reports/{format}";
            case 405 -> "this route takes POST";
            case 408 -> "the body did not arrive in time";
            case 413 -> "the body is too large";
            default -> status.reasonPhrase();
        };
        return status.code() == 503 || status.code() == 500
                ? Answer.later(status, code, message)
                : Answer.refused(status, code, message);
    }
}
