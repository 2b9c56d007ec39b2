// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.collect;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** A file that rotation has compressed: it does not grow any more. Offsets are those of the file before. */
final class GzipContent implements FileContent {
    private final Path path;
    private InputStream in;
    private long position;

    GzipContent(Path path) throws IOException {
        this.path = path;
        this.in = start(path);
    }

    @Override
    public int read(long offset, byte[] target, int length) throws IOException {
        if (offset < position) {
            in.close();
            in = start(path);
            position = 0;
        }
        while (position < offset) {
            long skipped = in.skip(offset - position);
            if (skipped <= 0) {
                return 0;
            }
            position += skipped;
        }
        int count = Math.max(0, in.read(target, 0, length));
        position += count;
        return count;
    }

    @Override
    public boolean complete() {
        return true;
    }

    @Override
    public long size() {
        return Long.MAX_VALUE;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private static InputStream start(Path path) throws IOException {
        return new GZIPInputStream(new BufferedInputStream(Files.newInputStream(path)), 16 * 1024);
    }
}
