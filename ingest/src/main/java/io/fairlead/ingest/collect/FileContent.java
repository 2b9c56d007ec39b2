// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.collect;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** The bytes of a log file as they were written, compressed or not. */
interface FileContent extends Closeable {
    /** Reads from an offset; 0 when nothing stands there (yet). */
    int read(long offset, byte[] target, int length) throws IOException;

    /** Whether what stands there is all there will ever be. */
    boolean complete();

    /** How many bytes there are; {@code Long.MAX_VALUE} where only reading tells. */
    long size() throws IOException;

    static FileContent open(Path path) throws IOException {
        return path.toString().endsWith(".gz") ? new GzipContent(path) : new PlainContent(path);
    }

    /** Reads until the target is full or the content ends; the number of bytes read. */
    default int readFully(long offset, byte[] target) throws IOException {
        int total = 0;
        byte[] chunk = new byte[target.length];
        while (total < target.length) {
            int count = read(offset + total, chunk, target.length - total);
            if (count <= 0) {
                return total;
            }
            System.arraycopy(chunk, 0, target, total, count);
            total += count;
        }
        return total;
    }
}
