// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.collect;

import java.util.Arrays;
import java.util.function.Consumer;

/** Makes lines of chunks, each with its place in the file. Keeps no more of a line than is allowed. */
final class LineAssembler {
    private static final int SMALL = 4096;

    private final int cap;
    private byte[] buffer = new byte[SMALL];
    private int size;
    private long start;
    private long end;
    private boolean tooLong;

    LineAssembler(int cap) {
        this.cap = cap;
    }

    /** Goes on at an offset where a line begins. */
    void reset(long offset) {
        start = offset;
        end = offset;
        size = 0;
        tooLong = false;
    }

    void feed(byte[] chunk, int length, Consumer<Line> lines) {
        int from = 0;
        for (int i = 0; i < length; i++) {
            if (chunk[i] == '\n') {
                keep(chunk, from, i);
                end += i + 1 - from;
                from = i + 1;
                finish(lines);
            }
        }
        keep(chunk, from, length);
        end += length - from;
    }

    /** The file has ended: what is left is its last line. */
    void flush(Consumer<Line> lines) {
        if (end > start) {
            finish(lines);
        }
    }

    private void finish(Consumer<Line> lines) {
        int length = size > 0 && buffer[size - 1] == '\r' ? size - 1 : size;
        lines.accept(new Line(start, end, tooLong ? new byte[0] : Arrays.copyOf(buffer, length), tooLong));
        reset(end);
    }

    private void keep(byte[] chunk, int from, int to) {
        int count = to - from;
        if (tooLong || count == 0) {
            return;
        }
        if (size + count > cap) {
            tooLong = true;
            size = 0;
            return;
        }
        if (size + count > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(cap, Math.max(size + count, 2 * buffer.length)));
        }
        System.arraycopy(chunk, from, buffer, size, count);
        size += count;
    }
}
