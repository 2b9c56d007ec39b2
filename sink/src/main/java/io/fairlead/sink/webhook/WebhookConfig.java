// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.webhook;

import io.fairlead.schemas.config.Secret;
import io.fairlead.schemas.config.Setting;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * One destination of alerts.
 *
 * @param name its name in metrics, logs and its consumer group
 * @param url where alerts are posted
 * @param secret key of the signature
 * @param allowPrivateAddresses whether addresses that are not public may be reached
 * @param minLevel least grave alert that is sent
 * @param timeout how long one attempt may take
 * @param maxAttempts attempts before an alert becomes a dead letter
 * @param maxTime time over all attempts before it does
 * @param backoff pause after the first failed attempt
 * @param maxAge alerts received longer ago are passed over
 * @param maxAlerts alerts that are sent one by one within a window; further ones go as one digest
 * @param window the window's length
 */
public record WebhookConfig(
        @Setting(doc = "Name of the destination: letters, digits, dot, dash, underscore.")
        String name,

        @Setting(doc = "Where alerts are posted, http or https.")
        URI url,

        @Setting(doc = "Key of the Standard Webhooks signature: whsec_ + base64 of 24 to 64 bytes.")
        Secret secret,

        @Setting(doc = "Whether loopback, link-local and private addresses may be reached.", defaultValue = "false")
        boolean allowPrivateAddresses,

        @Setting(doc = "Least grave alert that is sent.", defaultValue = "low")
        Level minLevel,

        @Setting(doc = "How long one attempt may take.", defaultValue = "10s")
        Duration timeout,

        @Setting(doc = "Attempts before an alert becomes a dead letter.", defaultValue = "8", min = 1, max = 100)
        int maxAttempts,

        @Setting(doc = "Time over all attempts before an alert becomes a dead letter.", defaultValue = "10m")
        Duration maxTime,

        @Setting(
                doc = "Pause after the first failed attempt; doubles with each, to a minute at most.",
                defaultValue = "1s")
        Duration backoff,

        @Setting(
                doc =
                        "Alerts received longer ago are passed over and counted, so that a new destination is not flooded.",
                defaultValue = "1d")
        Duration maxAge,

        @Setting(
                doc =
                        "Alerts that are sent one by one within a window; what comes beyond goes as one digest at its end,"
                                + " which counts them by rule and says where they are. 0: no cap.",
                defaultValue = "100",
                min = 0,
                max = 1_000_000)
        int maxAlerts,

        @Setting(doc = "How long a window is that max-alerts counts in; 1s to 1h.", defaultValue = "1m")
        Duration window) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,60}");

    public WebhookConfig {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a webhook's name takes 1 to 60 letters, digits, dots, dashes and underscores");
        }
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!http || url.getHost() == null || url.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "webhook '" + name + "': url takes http://… or https://… with a host and without a user");
        }
        if (timeout.toMillis() < 1 || backoff.toMillis() < 1) {
            throw new IllegalArgumentException("webhook '" + name + "': timeout and backoff are above zero");
        }
        if (window.compareTo(Duration.ofSeconds(1)) < 0 || window.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("webhook '" + name + "': window is 1s to 1h, not " + window);
        }
        StandardWebhooks.key(secret); // refuses a key that is none, before anything starts
    }
}
