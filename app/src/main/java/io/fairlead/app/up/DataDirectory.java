// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.up;

import io.fairlead.schemas.config.Secret;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The directory in which {@code up} keeps everything, held by one process at a time.
 *
 * <p>The lock is the operating system's: it ends with the process, however that ends, so a directory is never left locked.
 */
final class DataDirectory implements AutoCloseable {
    private static final int KEY_BYTES = 32;

    private final Path path;
    private final FileChannel lockFile;

    private DataDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Creates the directory where it is missing, and takes it.
     *
     * @throws IllegalStateException when another process holds it, or it cannot be written
     */
    static DataDirectory take(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
            FileChannel channel =
                    FileChannel.open(absolute.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!lock(channel)) {
                channel.close();
                throw new IllegalStateException("another fairlead runs on " + absolute
                        + "; stop it, or give this one a directory of its own with --data");
            }
            return new DataDirectory(absolute, channel);
        } catch (IOException e) {
            throw new IllegalStateException("cannot use " + absolute + " as data directory: " + e.getMessage(), e);
        }
    }

    Path path() {
        return path;
    }

    /** A folder in it, created where it is missing. */
    Path folder(String name) {
        try {
            return Files.createDirectories(path.resolve(name));
        } catch (IOException e) {
            throw new IllegalStateException("cannot create " + path.resolve(name) + ": " + e.getMessage(), e);
        }
    }

    /** A file with this key, or a random one of 32 bytes in hexadecimal; made once and readable by its owner only. */
    Path key(String name, Optional<Secret> first) {
        Path file = path.resolve(name);
        try {
            byte[] random = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(random);
            Files.createFile(file, ownerOnly());
            String key =
                    first.map(Secret::reveal).orElseGet(() -> HexFormat.of().formatHex(random));
            Files.writeString(file, key, StandardCharsets.UTF_8);
        } catch (FileAlreadyExistsException made) {
            return file;
        } catch (IOException e) {
            throw new IllegalStateException("cannot write the key " + file + ": " + e.getMessage(), e);
        }
        return file;
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new IllegalStateException("cannot release " + path, e);
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException sameProcess) {
            return false;
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = java.nio.file.FileSystems.getDefault()
                .supportedFileAttributeViews()
                .contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
