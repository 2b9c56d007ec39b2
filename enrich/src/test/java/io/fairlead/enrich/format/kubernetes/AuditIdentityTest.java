// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.TestNormalizer;
import io.fairlead.schemas.identity.Identity;
import io.fairlead.schemas.record.Event;
import io.fairlead.schemas.record.Origin;
import io.fairlead.schemas.record.RawLog;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class AuditIdentityTest {
    @Test
    void identityIsTheHashOfWhatTheServerWrote() {
        Event event = Audit.event(any -> {});

        assertThat(event.getId())
                .isEqualTo(Identity.hash(
                        "cluster-a",
                        "a-1",
                        "ResponseComplete",
                        "2026-11-22T14:49:34.538952Z",
                        "2026-11-22T14:49:34.541001Z",
                        "tom",
                        "get",
                        "/api/v1/namespaces/shop/pods/web?timeout=5s"));
        assertThat(event.getActivity())
                .isEqualTo(Identity.hash(
                        "cluster-a",
                        "a-1",
                        "2026-11-22T14:49:34.538952Z",
                        "tom",
                        "/api/v1/namespaces/shop/pods/web?timeout=5s"));
    }

    @Test
    void aResendOnAnotherWayIsTheSameEvent() {
        Event first = Audit.event(any -> {});
        Origin other = new Origin("file", "token-b", "10.0.0.1", "audit.log", 5L, "cluster-a", "node");
        ByteBuffer payload = ByteBuffer.wrap(Audit.with(any -> {}).getBytes(StandardCharsets.UTF_8));
        RawLog raw = new RawLog(
                "delivery-2", other, Audit.FORMAT, TestNormalizer.RECEIVED.plusSeconds(60), payload, Map.of());
        Event second = TestNormalizer.normalize(raw).events().get(0);

        assertThat(second.getId()).isEqualTo(first.getId());
        assertThat(second.getActivity()).isEqualTo(first.getActivity());
    }

    @Test
    void stagesShareTheActivityOnly() {
        Event received = Audit.event(
                event -> event.put("stage", "RequestReceived").put("stageTimestamp", "2026-11-22T14:49:34.538952Z"));
        Event complete = Audit.event(any -> {});

        assertThat(received.getActivity()).isEqualTo(complete.getActivity());
        assertThat(received.getId()).isNotEqualTo(complete.getId());
    }

    static Stream<Consumer<ObjectNode>> otherRequests() {
        return Stream.of(
                event -> event.put("requestURI", "/api/v1/secrets"),
                event -> event.withObject("/user").put("username", "eve"),
                event -> event.put("requestReceivedTimestamp", "2026-11-22T14:49:34.538953Z"));
    }

    @ParameterizedTest
    @MethodSource("otherRequests")
    void anotherRequestUnderTheSameAuditIdIsAnotherActivity(Consumer<ObjectNode> change) {
        Event plain = Audit.event(any -> {});
        Event other = Audit.event(change);

        assertThat(other.getId()).isNotEqualTo(plain.getId());
        assertThat(other.getActivity()).isNotEqualTo(plain.getActivity());
    }

    @ParameterizedTest
    @CsvSource({
        "get, '', ResponseComplete, 200, true",
        "get, '', RequestReceived, 0, false",
        "get, '', ResponseStarted, 200, false",
        "get, '', Panic, 0, true",
        "watch, '', ResponseStarted, 200, true",
        "watch, '', ResponseComplete, 200, false",
        "watch, '', ResponseComplete, 403, true",
        "get, exec, ResponseStarted, 101, true",
        "create, exec, ResponseStarted, 101, true",
        "get, exec, ResponseComplete, 101, false",
        "get, exec, ResponseComplete, 403, true",
        "create, attach, ResponseStarted, 101, true",
        "create, portforward, ResponseStarted, 101, true",
        "get, portforward, ResponseComplete, 101, false",
        "get, log, ResponseStarted, 200, false",
        "get, log, ResponseComplete, 200, true",
        "get, exec, RequestReceived, 0, false",
        "watch, '', Panic, 0, true",
    })
    void oneStageDecides(String verb, String subresource, String stage, int code, boolean decisive) {
        Event event = Audit.event(change -> {
            change.put("verb", verb).put("stage", stage);
            change.withObject("/objectRef").put("subresource", subresource);
            change.withObject("/responseStatus").put("code", code);
        });

        assertThat(event.getDecisive()).isEqualTo(decisive);
    }
}
