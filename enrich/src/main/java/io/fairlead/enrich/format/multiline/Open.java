// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.multiline;

import io.fairlead.enrich.format.multiline.Traces.Kind;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What waits of one output of a program: parts of a line that is not at its end, and lines that more may belong to. */
final class Open {
    private static final int PARTS = 1;
    private static final int LINES = 2;

    @Nullable
    Gathered parts;

    StringBuilder partText = new StringBuilder();

    @Nullable
    Gathered lines;

    Kind kind = Kind.NONE;

    int held() {
        return (parts == null ? 0 : parts.size()) + (lines == null ? 0 : lines.size());
    }

    boolean holds(long mark) {
        return parts != null && parts.holds(mark) || lines != null && lines.holds(mark);
    }

    void write(DataOutputStream out) throws IOException {
        Gathered waiting = parts;
        Gathered joined = lines;
        out.writeByte((waiting == null ? 0 : PARTS) | (joined == null ? 0 : LINES));
        if (waiting != null) {
            waiting.write(out);
            byte[] text = partText.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            out.writeInt(text.length);
            out.write(text);
        }
        if (joined != null) {
            joined.write(out);
            out.writeUTF(kind.name());
        }
    }

    static Open read(DataInputStream in) throws IOException {
        Open open = new Open();
        int what = in.readByte();
        if ((what & PARTS) != 0) {
            open.parts = Gathered.read(in);
            int length = in.readInt();
            if (length < 0 || length > in.available()) {
                throw new IOException("length " + length);
            }
            open.partText.append(new String(in.readNBytes(length), java.nio.charset.StandardCharsets.UTF_8));
        }
        if ((what & LINES) != 0) {
            open.lines = Gathered.read(in);
            open.kind = Kind.valueOf(in.readUTF());
        }
        return open;
    }
}
