// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.offline;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** What gzip holds, up to where it is damaged or breaks off: what was read before counts, and the damage is told. */
final class PackedInput extends FilterInputStream {
    private static final int BUFFER = 64 * 1024;

    private boolean damaged;

    private PackedInput(InputStream unpacked, boolean damaged) {
        super(unpacked);
        this.damaged = damaged;
    }

    static PackedInput of(InputStream in) throws IOException {
        try {
            return new PackedInput(new GZIPInputStream(in, BUFFER), false);
        } catch (EOFException | ZipException noHead) {
            return new PackedInput(InputStream.nullInputStream(), true);
        }
    }

    /** Whether the end that was reached is none of the file's own. */
    boolean damaged() {
        return damaged;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (damaged) {
            return -1;
        }
        try {
            return super.read(bytes, offset, length);
        } catch (EOFException | ZipException broken) {
            damaged = true;
            return -1;
        }
    }
}
