// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Knows the credential behind an Authorization header. Compares in constant time, and always with all of them. */
final class Credentials {
    private static final String SCHEME = "Bearer ";

    private final List<Credential> credentials;
    private final List<byte[]> digests;

    Credentials(List<Credential> credentials) {
        this.credentials = List.copyOf(credentials);
        this.digests = credentials.stream()
                .map(credential -> digest(credential.secret().bytes()))
                .toList();
    }

    /** Whether senders must show a token. */
    boolean required() {
        return !credentials.isEmpty();
    }

    /** The credential shown, if it is a known one. */
    Optional<Credential> of(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        byte[] shown = digest(authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8));
        Optional<Credential> found = Optional.empty();
        for (int i = 0; i < digests.size(); i++) {
            if (MessageDigest.isEqual(digests.get(i), shown)) {
                found = Optional.of(credentials.get(i));
            }
        }
        return found;
    }

    private static byte[] digest(byte[] secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
