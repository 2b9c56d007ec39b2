// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.topology;

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

/** The key of {@code Event.rawMac} where none is configured: made once, kept beside the state, readable by its owner only. */
final class MacKeyFile {
    private static final String NAME = "mac.key";
    private static final int BYTES = 32;

    private MacKeyFile() {}

    /** The key of this folder, made when there is none yet. */
    static Secret of(Path stateDir) {
        Path file = stateDir.resolve(NAME);
        try {
            Files.createDirectories(stateDir);
            if (!Files.exists(file)) {
                create(file);
            }
            return new Secret(Files.readString(file, StandardCharsets.US_ASCII).strip());
        } catch (IOException e) {
            throw new IllegalStateException(
                    "cannot keep the key of rawMac in " + file + ": " + e.getMessage() + "; set enrich.mac-key or"
                            + " enrich.state-dir",
                    e);
        }
    }

    private static void create(Path file) throws IOException {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        boolean posix = Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), NAME, ".new", attributes);
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
