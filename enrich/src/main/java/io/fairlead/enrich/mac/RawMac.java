// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.mac;

import io.fairlead.schemas.config.Secret;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * HMAC-SHA256 over an original: two originals with the same mac are the same, and without the key nobody can guess a
 * secret in one. Thread-safe.
 */
public final class RawMac {
    private static final String ALGORITHM = "HmacSHA256";

    private final @Nullable ThreadLocal<Mac> macs;

    /** A mac under this key; without a key every mac is the empty text. */
    public RawMac(Optional<Secret> key) {
        this.macs = key.map(Secret::bytes)
                .map(bytes -> ThreadLocal.withInitial(() -> create(bytes)))
                .orElse(null);
    }

    /** 64 lower-case hexadecimal digits, or the empty text without a key. */
    public String of(ByteBuffer payload) {
        if (macs == null) {
            return "";
        }
        Mac mac = macs.get();
        mac.update(payload.duplicate());
        return HexFormat.of().formatHex(mac.doFinal());
    }

    private static Mac create(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
        }
    }
}
