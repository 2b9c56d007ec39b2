// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;

/**
 * What a sender is told. Words are ours alone: nothing of the body and no exception goes into them.
 *
 * @param status the status
 * @param body the JSON body
 * @param retryAfter seconds after which to try again; 0 for none
 */
record Answer(HttpStatus status, String body, int retryAfter) {
    private static final int RETRY_SECONDS = 5;

    /** All of it is in Kafka. */
    static Answer accepted(long accepted, long deadLettered) {
        String body = "{\"accepted\":" + accepted + ",\"deadLettered\":" + deadLettered + "}";
        return new Answer(HttpStatus.OK, body, 0);
    }

    /** Nothing was taken; sending the same again does not help. */
    static Answer refused(HttpStatus status, String code, String message) {
        return new Answer(status, error(code, message), 0);
    }

    /** Not now; the same again later is right. */
    static Answer later(HttpStatus status, String code, String message) {
        return new Answer(status, error(code, message), RETRY_SECONDS);
    }

    ResponseHeaders headers() {
        ResponseHeadersBuilder headers = ResponseHeaders.builder(status).contentType(MediaType.JSON);
        if (retryAfter > 0) {
            headers.addInt(HttpHeaderNames.RETRY_AFTER, retryAfter);
        }
        if (status.equals(HttpStatus.UNAUTHORIZED)) {
            headers.add(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer");
        }
        return headers.build();
    }

    HttpResponse response() {
        return HttpResponse.of(headers(), HttpData.ofUtf8(body));
    }

    private static String error(String code, String message) {
        String escaped = message.replace("\\", "\\\\").replace("\"", "\\\"");
        return "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + escaped + "\"}}";
    }
}
