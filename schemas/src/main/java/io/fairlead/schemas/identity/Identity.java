// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.schemas.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

/**
 * Identities of events, activities and alerts.
 *
 * <p>A hash is SHA-256 over the parts, each preceded by its length, so that ("ab","c") and ("a","bc") differ; cut to 160
 * bits and written base64url without padding (27 characters, safe as an Elasticsearch {@code _id}).
 */
public final class Identity {
    private static final int BYTES = 20;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final ThreadLocal<MessageDigest> SHA256 = ThreadLocal.withInitial(Identity::sha256);

    private Identity() {}

    /** The identity of these parts in this order. */
    public static String hash(String... parts) {
        MessageDigest digest = SHA256.get();
        for (String part : parts) {
            update(digest, part.getBytes(StandardCharsets.UTF_8));
        }
        return text(digest.digest());
    }

    /** The identity of these bytes in the given scope. */
    public static String hash(String scope, byte[] bytes) {
        MessageDigest digest = SHA256.get();
        update(digest, scope.getBytes(StandardCharsets.UTF_8));
        update(digest, bytes);
        return text(digest.digest());
    }

    /** SHA-256 of the bytes, 64 lower-case hexadecimal digits. */
    public static String sha256Hex(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(SHA256.get().digest(bytes));
    }

    /** A new time-ordered identity (UUIDv7, RFC 9562 section 5.7) for records whose transport never resends. */
    public static String unique(long epochMillis) {
        byte[] random = new byte[10];
        RANDOM.nextBytes(random);
        ByteBuffer tail = ByteBuffer.wrap(random);
        long high = (epochMillis << 16) | 0x7000L | (tail.getShort() & 0x0FFFL);
        long low = (tail.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }

    private static void update(MessageDigest digest, byte[] part) {
        int length = part.length;
        digest.update((byte) (length >>> 24));
        digest.update((byte) (length >>> 16));
        digest.update((byte) (length >>> 8));
        digest.update((byte) length);
        digest.update(part);
    }

    private static String text(byte[] full) {
        byte[] cut = java.util.Arrays.copyOf(full, BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cut);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
