// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.webhook;

import io.fairlead.schemas.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs bodies as the Standard Webhooks specification says: HMAC-SHA256 over {@code id.timestamp.body}, version v1. */
final class StandardWebhooks {
    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST = 24;
    private static final int LONGEST = 64;

    private StandardWebhooks() {}

    /** The key in a secret written {@code whsec_<base64>}, with or without the prefix. */
    static SecretKeySpec key(Secret secret) {
        String text = secret.reveal();
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text);
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException("a webhook secret is whsec_ + base64 of 24 to 64 bytes");
        }
        if (bytes.length < SHORTEST || bytes.length > LONGEST) {
            throw new IllegalArgumentException(
                    "a webhook secret is whsec_ + base64 of 24 to 64 bytes, this one has " + bytes.length);
        }
        return new SecretKeySpec(bytes, ALGORITHM);
    }

    /** The value of {@code webhook-signature}. */
    static String signature(SecretKeySpec key, String id, long epochSeconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((id + "." + epochSeconds + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
        }
    }
}
