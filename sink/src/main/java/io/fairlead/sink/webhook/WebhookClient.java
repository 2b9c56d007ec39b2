// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.webhook;

import io.fairlead.sink.webhook.CheckedDnsResolver.AddressRefusedException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.crypto.spec.SecretKeySpec;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.Timeout;

/**
 * Posts signed bodies to one destination.
 *
 * <p>Redirects are not followed, cookies not kept, the answer's body is not read. An attempt ends within the configured
 * timeout even when the other side trickles bytes.
 */
final class WebhookClient implements AutoCloseable {
    private static final long LONGEST_READ = 65_536;

    private final WebhookConfig config;
    private final HttpHost target;
    private final SecretKeySpec key;
    private final CloseableHttpClient http;
    private final ScheduledExecutorService deadline;

    WebhookClient(WebhookConfig config) {
        this.config = config;
        this.target = new HttpHost(
                config.url().getScheme(), config.url().getHost(), config.url().getPort());
        this.key = StandardWebhooks.key(config.secret());
        Timeout timeout = Timeout.of(config.timeout());
        this.deadline = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform()
                .daemon()
                .name("webhook-deadline-" + config.name())
                .factory());
        this.http = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new CheckedDnsResolver(config.allowPrivateAddresses()))
                        .setMaxConnTotal(1)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(timeout)
                                .setSocketTimeout(timeout)
                                .setTimeToLive(Timeout.ofMinutes(1))
                                .build())
                        .setDefaultSocketConfig(
                                SocketConfig.custom().setSoTimeout(timeout).build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(timeout)
                        .setConnectionRequestTimeout(timeout)
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setUserAgent("fairlead")
                .build();
    }

    /** One attempt. The timestamp is the attempt's, so that receivers can refuse what is replayed. */
    Delivery post(String id, byte[] body, Instant now) {
        HttpPost request = new HttpPost(config.url());
        long seconds = now.getEpochSecond();
        request.setHeader("webhook-id", id);
        request.setHeader("webhook-timestamp", String.valueOf(seconds));
        request.setHeader("webhook-signature", StandardWebhooks.signature(key, id, seconds, body));
        request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        ScheduledFuture<?> cancel =
                deadline.schedule(request::abort, config.timeout().toMillis(), TimeUnit.MILLISECONDS);
        try (ClassicHttpResponse response = http.executeOpen(target, request, null)) {
            Header pause = response.getFirstHeader("Retry-After");
            drain(request, response);
            return judge(response.getCode(), RetryAfter.parse(pause == null ? null : pause.getValue(), now));
        } catch (AddressRefusedException e) {
            return new Delivery.Refused(e.getMessage() == null ? "address refused" : e.getMessage());
        } catch (IOException e) {
            return new Delivery.Later(
                    "no answer within " + config.timeout().toMillis() + " ms or no connection: "
                            + e.getClass().getSimpleName(),
                    Optional.empty());
        } finally {
            cancel.cancel(false);
        }
    }

    /** A short body is read so that the connection can be used again; a long one costs the connection. */
    private static void drain(HttpPost request, ClassicHttpResponse response) {
        HttpEntity entity = response.getEntity();
        try {
            if (entity != null && entity.getContentLength() >= 0 && entity.getContentLength() <= LONGEST_READ) {
                EntityUtils.consume(entity);
                return;
            }
        } catch (IOException brokenBody) {
            // the status has been read, and it alone decides
        }
        if (entity != null) {
            request.abort();
        }
    }

    private static Delivery judge(int status, Optional<Duration> pause) {
        if (status >= 200 && status < 300) {
            return new Delivery.Taken();
        }
        if (status == 408 || status == 429 || status >= 500) {
            return new Delivery.Later("status " + status, pause);
        }
        return new Delivery.Refused(
                status >= 300 && status < 400
                        ? "status " + status + ": redirects are not followed"
                        : "status " + status);
    }

    @Override
    public void close() {
        deadline.shutdownNow();
        try {
            http.close();
        } catch (IOException ignored) {
            // nothing is lost by a connection that does not close in order
        }
    }
}
