// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.report;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Bytes in memory, and beyond a bound in a temporary file that is deleted as soon as it is open. For one thread. */
final class Spool implements Closeable {
    private final int inMemory;
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable FileChannel file;
    private long length;

    Spool(int inMemory) {
        this.inMemory = inMemory;
    }

    void write(byte[] bytes, int offset, int count) throws IOException {
        length += count;
        FileChannel channel = file;
        if (channel == null && length <= inMemory) {
            memory.write(bytes, offset, count);
            return;
        }
        if (channel == null) {
            channel = open();
            file = channel;
            fill(channel, memory.toByteArray(), 0, memory.size());
            memory.reset();
        }
        fill(channel, bytes, offset, count);
    }

    long length() {
        return length;
    }

    /** The bytes from one place up to another. */
    byte[] bytes(long from, long to) throws IOException {
        FileChannel channel = file;
        if (channel == null) {
            return java.util.Arrays.copyOfRange(memory.toByteArray(), (int) from, (int) to);
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) (to - from));
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, from + buffer.position()) < 0) {
                throw new EOFException("a temporary file has become shorter");
            }
        }
        return buffer.array();
    }

    /** All from the beginning; only of what is in a file. */
    InputStream stream() throws IOException {
        FileChannel channel = file;
        if (channel == null) {
            return new java.io.ByteArrayInputStream(memory.toByteArray());
        }
        channel.position(0);
        return Channels.newInputStream(channel);
    }

    @Override
    public void close() throws IOException {
        FileChannel channel = file;
        if (channel != null) {
            channel.close();
        }
    }

    private static FileChannel open() throws IOException {
        Path path = Files.createTempFile("fairlead-report-", ".tmp");
        // on Unix the name goes at once, so that nothing is left behind whatever becomes of this process
        return FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    private static void fill(FileChannel channel, byte[] bytes, int offset, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, count);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }
}
