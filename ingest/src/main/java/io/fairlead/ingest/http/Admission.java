// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Judges a request by its head alone: who sends, for what, in what form. */
final class Admission {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,252}");
    private static final int LONGEST_KEY = 256;

    private final Credentials credentials;
    private final Clock clock;

    Admission(Credentials credentials, Clock clock) {
        this.credentials = credentials;
        this.clock = clock;
    }

    /** The decision. */
    sealed interface Decision {
        /**
         * The body may be read.
         *
         * @param shape what it calls itself
         */
        record Admitted(Submission submission, boolean gzip, BodyShape shape) implements Decision {}

        /** It may not. */
        record Refused(Answer answer) implements Decision {}
    }

    Decision decide(ReceiverRoute route, ServiceRequestContext context, RequestHeaders headers) {
        Optional<Credential> credential = credentials.of(headers.get(HttpHeaderNames.AUTHORIZATION));
        if (credentials.required() && credential.isEmpty()) {
            return refuse(HttpStatus.UNAUTHORIZED, "unauthorized", "show a known token: 'Authorization: Bearer ...'");
        }
        String format =
                route.format(Optional.ofNullable(context.pathParam("format")).orElse(""));
        String cluster = cluster(context, credential);
        if (!NAME.matcher(format).matches()
                || !(cluster.isEmpty() || NAME.matcher(cluster).matches())) {
            return refuse(
                    HttpStatus.BAD_REQUEST,
                    "name",
                    "a format or cluster is named by letters, digits, '.', '_' and '-'");
        }
        if (credential.isPresent() && !credential.get().mayCluster(cluster)) {
            return refuse(HttpStatus.FORBIDDEN, "forbidden", "the token is not for this cluster");
        }
        if (credential.isPresent() && !credential.get().mayFormat(format)) {
            return refuse(HttpStatus.FORBIDDEN, "forbidden", "the token is not for this format");
        }
        String encoding = headers.get(HttpHeaderNames.CONTENT_ENCODING, "identity")
                .strip()
                .toLowerCase(Locale.ROOT);
        boolean gzip = encoding.equals("gzip") || encoding.equals("x-gzip");
        if (!gzip && !encoding.equals("identity")) {
            return refuse(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "encoding", "of content encodings, gzip is understood");
        }
        Optional<BodyShape> shape = route == ReceiverRoute.REPORTS
                ? Optional.of(BodyShape.WHOLE)
                : BodyShape.of(headers.get(HttpHeaderNames.CONTENT_TYPE));
        if (shape.isEmpty()) {
            return refuse(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "content-type",
                    "send application/json, application/x-ndjson, text/plain or application/xml");
        }
        Optional<String> key = Optional.ofNullable(headers.get("idempotency-key"));
        if (key.isPresent() && (key.get().isBlank() || key.get().length() > LONGEST_KEY)) {
            return refuse(
                    HttpStatus.BAD_REQUEST,
                    "idempotency-key",
                    "an Idempotency-Key has 1 to " + LONGEST_KEY + " characters");
        }
        Submission submission = new Submission(
                credential.map(Credential::name).orElse(""),
                cluster,
                format,
                context.remoteAddress().getAddress().getHostAddress(),
                key,
                clock.instant());
        return new Decision.Admitted(submission, gzip, shape.get());
    }

    private static String cluster(ServiceRequestContext context, Optional<Credential> credential) {
        String named = context.pathParam("cluster");
        if (named == null) {
            named = context.queryParam("cluster");
        }
        return Optional.ofNullable(named)
                .or(() -> credential.flatMap(Credential::onlyCluster))
                .orElse("");
    }

    private static Decision refuse(HttpStatus status, String code, String message) {
        return new Decision.Refused(Answer.refused(status, code, message));
    }
}
