// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.mac;

import io.fairlead.schemas.config.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Keyed fingerprints of secrets: equal secrets have equal fingerprints under one key, and whoever does not hold the key can
 * neither guess a secret from its fingerprint nor compare fingerprints made under two keys.
 *
 * <p>HMAC-SHA256, cut to 128 bits, under a key that is derived by a label from the deployment's, so that a fingerprint is
 * never a {@code rawMac}. Thread-safe.
 */
public final class Fingerprints {
    /** Makes none: there is no key. */
    public static final Fingerprints NONE = new Fingerprints(Optional.empty());

    private static final String PURPOSE = "fairlead redaction fingerprint";
    private static final String NAMING = "fairlead redaction key id";
    private static final int DIGITS = 32;
    private static final int ID_DIGITS = 8;

    private final RawMac mac;
    private final String key;

    private Fingerprints(Optional<Secret> derived) {
        this.mac = new RawMac(derived);
        this.key = cut(mac.of(bytes(NAMING)), ID_DIGITS);
    }

    /** Fingerprints under a key derived from the deployment's. */
    public static Fingerprints of(Optional<Secret> key) {
        return key.isEmpty() ? NONE : new Fingerprints(Optional.of(new Secret(new RawMac(key).of(bytes(PURPOSE)))));
    }

    /** 32 lower-case hexadecimal digits, or the empty text without a key. */
    public String of(String secret) {
        return cut(mac.of(bytes(secret)), DIGITS);
    }

    /** Tells one key from another: 8 hexadecimal digits, or the empty text without a key. */
    public String key() {
        return key;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String cut(String digits, int length) {
        return digits.substring(0, Math.min(length, digits.length()));
    }
}
