// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.mac;

import io.fairlead.schemas.config.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A file with a key of 32 bytes in hexadecimal digits, made once and readable by its owner only: the key of
 * {@code Event.rawMac} and of the fingerprints of secrets where none is configured.
 */
public final class KeyFile {
    private static final int BYTES = 32;

    private KeyFile() {}

    /**
     * The key in this file, made when there is none yet.
     *
     * @throws IllegalStateException when the file can be neither read nor made
     */
    public static Secret of(Path file) {
        try {
            Files.createDirectories(folder(file));
            if (!Files.exists(file)) {
                create(file);
            }
            return new Secret(Files.readString(file, StandardCharsets.US_ASCII).strip());
        } catch (IOException e) {
            throw new IllegalStateException(
                    "cannot keep a key in " + file + ": " + e.getMessage() + "; set enrich.mac-key", e);
        }
    }

    private static Path folder(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent());
    }

    private static void create(Path file) throws IOException {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        boolean posix = Files.getFileStore(folder(file)).supportsFileAttributeView("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Path fresh = Files.createTempFile(folder(file), "key", ".new", attributes);
        Files.writeString(fresh, HexFormat.of().formatHex(key), StandardCharsets.US_ASCII);
        try {
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException other) {
            // another instance of the same folder was faster: its key counts
        } finally {
            Files.delete(fresh);
        }
    }
}
