// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One broker a folder. Kafka has a lock of its own, but a broker that runs into it has half started by then, and its
 * shutdown may wait for ever.
 */
final class FolderLock implements AutoCloseable {
    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws IOException when somebody else, here or in another process, holds the lock */
    static FolderLock acquire(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return new FolderLock(channel);
            }
        } catch (OverlappingFileLockException heldHere) {
            channel.close();
            throw new IOException("another broker in this process holds the lock " + file, heldHere);
        }
        channel.close();
        throw new IOException("a broker in another process holds the lock " + file);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
