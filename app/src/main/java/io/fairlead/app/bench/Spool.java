// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.bench;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Texts in a file, in order: what is sent is made before the clock starts, and a heap that held it would be measured with the
 * pipeline. Written first, then read, by any number of threads.
 */
final class Spool implements AutoCloseable {
    private final FileChannel file;
    private final OutputStream out;
    private long[] ends = new long[1_024];
    private int size;

    private Spool(FileChannel file, OutputStream out) {
        this.file = file;
        this.out = out;
    }

    /** An empty one; the file must not exist. */
    static Spool create(Path path) throws IOException {
        OutputStream out =
                new BufferedOutputStream(Files.newOutputStream(path, StandardOpenOption.CREATE_NEW), 1 << 20);
        try {
            return new Spool(FileChannel.open(path, StandardOpenOption.READ), out);
        } catch (IOException e) {
            out.close();
            throw e;
        }
    }

    void add(byte[] text) throws IOException {
        out.write(text);
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, size * 2);
        }
        ends[size] = begin(size) + text.length;
        size++;
    }

    /** Ends the writing: what was added can be read from now on. */
    Spool written() throws IOException {
        out.flush();
        return this;
    }

    int size() {
        return size;
    }

    /** Length of all texts together. */
    long bytes() {
        return begin(size);
    }

    byte[] get(int index) throws IOException {
        byte[] text = new byte[Math.toIntExact(ends[index] - begin(index))];
        ByteBuffer buffer = ByteBuffer.wrap(text);
        while (buffer.hasRemaining()) {
            if (file.read(buffer, begin(index) + buffer.position()) < 0) {
                throw new EOFException("the measurement's own file was cut while it ran");
            }
        }
        return text;
    }

    private long begin(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    @Override
    public void close() throws IOException {
        try (file) {
            out.close();
        }
    }
}
