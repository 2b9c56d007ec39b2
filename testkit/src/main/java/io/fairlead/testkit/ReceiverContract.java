// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.schemas.record.DeadLetter;
import io.fairlead.schemas.record.RawLog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * What every HTTP receiver keeps to: a 2xx means that all of it is stored; what cannot be read is refused or set aside;
 * the sender never sees our insides, and never waits for ever.
 *
 * <p>A receiver's test extends this class and starts the receiver before all tests.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
public abstract class ReceiverContract {
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int BOMB_MEGABYTES = 512;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER)
            .build();

    /** The route under test. */
    protected abstract URI url();

    /** Bodies that the route takes whole, all different. */
    protected abstract List<byte[]> validBodies();

    /** Everything stored so far. */
    protected abstract List<RawLog> received();

    /** Everything set aside so far. */
    protected abstract List<DeadLetter> deadLetters();

    /** Headers a sender sends beside the body. */
    protected Map<String, String> headers() {
        return Map.of("Content-Type", "application/json");
    }

    /** False for a transport whose resends cannot be told from new deliveries. */
    protected boolean resendKeepsIds() {
        return true;
    }

    @BeforeAll
    final void demandBodies() {
        assertThat(validBodies()).as("valid bodies").isNotEmpty();
    }

    @AfterAll
    final void closeClient() {
        http.close();
    }

    @Test
    final void validBodiesAreStoredBeforeTheAnswer() throws Exception {
        for (byte[] body : validBodies()) {
            int before = received().size();
            int aside = deadLetters().size();
            assertSuccess(post(body, Map.of()));
            assertThat(received().size()).as("stored records").isGreaterThan(before);
            assertThat(deadLetters()).as("dead letters").hasSize(aside);
        }
    }

    @Test
    final void gzipIsTheSame() throws Exception {
        byte[] body = validBodies().get(0);
        assertSuccess(post(body, Map.of()));
        int before = received().size();
        assertSuccess(post(Gzip.compress(body), Map.of("Content-Encoding", "gzip")));
        List<RawLog> after = received();
        assertThat(after.size()).as("stored records").isGreaterThan(before);
        RawLog plain = after.get(before - 1);
        RawLog unpacked = after.get(after.size() - 1);
        assertThat(unpacked.getPayload()).isEqualTo(plain.getPayload());
    }

    @Test
    final void resendHasTheSameIds() throws Exception {
        byte[] body = validBodies().get(0);
        List<String> first = idsOf(body);
        List<String> second = idsOf(body);
        if (resendKeepsIds()) {
            assertThat(second).containsExactlyInAnyOrderElementsOf(first);
        } else {
            assertThat(second).doesNotContainAnyElementsOf(first);
        }
    }

    @Test
    final void unknownEncodingIs415() throws Exception {
        int before = received().size();
        HttpResponse<String> answer = post(validBodies().get(0), Map.of("Content-Encoding", "x-unheard-of"));
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(received()).hasSize(before);
    }

    @Test
    final void truncatedBodiesAreRefusedOrSetAside() throws Exception {
        for (byte[] body : validBodies()) {
            assertThat(body.length).as("length of a valid body").isGreaterThan(1);
            byte[] half = Arrays.copyOf(body, body.length / 2);
            int before = received().size() + deadLetters().size();
            HttpResponse<String> answer = post(half, Map.of());
            assertThat(answer.statusCode()).isBetween(200, 499);
            if (answer.statusCode() < 300) {
                assertThat(received().size() + deadLetters().size())
                        .as("records stored or set aside")
                        .isGreaterThan(before);
            } else {
                assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
            }
        }
    }

    @Test
    final void brokenGzipIsRefused() throws Exception {
        byte[] body = Gzip.compress(validBodies().get(0));
        byte[] noGzip = {'n', 'o', ' ', 'g', 'z', 'i', 'p'};
        assertRefused(post(noGzip, Map.of("Content-Encoding", "gzip")));
        HttpResponse<String> cut = post(Arrays.copyOf(body, body.length / 2), Map.of("Content-Encoding", "gzip"));
        assertThat(cut.statusCode()).isBetween(200, 499);
    }

    @Test
    final void gzipBombIsRefused() throws Exception {
        byte[] bomb = Gzip.bomb(new byte[0], BOMB_MEGABYTES);
        assertRefused(post(bomb, Map.of("Content-Encoding", "gzip")));
    }

    @Test
    final void wrongMethodIs405() throws Exception {
        HttpRequest.Builder request = request(url(), Map.of()).method("DELETE", BodyPublishers.noBody());
        assertThat(send(request).statusCode()).isEqualTo(405);
    }

    @Test
    final void unknownRouteIs404() throws Exception {
        URI nowhere = url().resolve("/no/such/route");
        HttpRequest.Builder request = request(nowhere, Map.of())
                .POST(BodyPublishers.ofByteArray(validBodies().get(0)));
        assertThat(send(request).statusCode()).isEqualTo(404);
    }

    @Test
    final void hostileBodiesGetAnAnswerAndNoInsides() throws Exception {
        for (Map.Entry<String, byte[]> each : HostileBytes.fixed().entrySet()) {
            HttpResponse<String> answer = post(each.getValue(), Map.of());
            assertThat(answer.statusCode()).as(each.getKey()).isBetween(200, 499);
        }
        int before = received().size();
        assertSuccess(post(validBodies().get(0), Map.of()));
        assertThat(received().size()).as("stored after hostile bodies").isGreaterThan(before);
    }

    /** Sends a body to the route with the usual headers and these. */
    protected final HttpResponse<String> post(byte[] body, Map<String, String> more)
            throws IOException, InterruptedException {
        return send(request(url(), more).POST(BodyPublishers.ofByteArray(body)));
    }

    private HttpRequest.Builder request(URI to, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(headers());
        all.putAll(more);
        HttpRequest.Builder request = HttpRequest.newBuilder(to).timeout(ANSWER);
        all.forEach(request::header);
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body())
                .as("body of the answer %s", answer.statusCode())
                .doesNotContain("\tat ")
                .doesNotContain("Exception")
                .doesNotContain("io.fairlead")
                .doesNotContain("com.linecorp")
                .doesNotContain("java.");
        return answer;
    }

    private List<String> idsOf(byte[] body) throws IOException, InterruptedException {
        int before = received().size();
        assertSuccess(post(body, Map.of()));
        List<RawLog> after = received();
        assertThat(after.size()).as("stored records").isGreaterThan(before);
        return after.subList(before, after.size()).stream().map(RawLog::getId).toList();
    }

    private static void assertSuccess(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
    }
}
