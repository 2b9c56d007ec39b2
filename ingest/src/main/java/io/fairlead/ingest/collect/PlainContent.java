// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.collect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that may still grow. Held open it can be read to its end even after it was renamed or removed. */
final class PlainContent implements FileContent {
    private final FileChannel channel;

    PlainContent(Path path) throws IOException {
        channel = FileChannel.open(path, StandardOpenOption.READ);
    }

    @Override
    public int read(long offset, byte[] target, int length) throws IOException {
        return Math.max(0, channel.read(ByteBuffer.wrap(target, 0, length), offset));
    }

    @Override
    public boolean complete() {
        return false;
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
