// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.correlate;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.OptionalLong;

/** States as bytes. The first byte is the version of this layout; an unknown one is refused, never guessed. */
final class StateCodec {
    private static final int VERSION = 2;

    private StateCodec() {}

    static byte[] write(CorrelationState state) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeLong(state.watermark);
            optional(state.anchor, out);
            optional(state.opened, out);
            inputs(state.waiting, out);
            inputs(state.window.entries(), out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static CorrelationState read(CorrelationState empty, byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new IllegalArgumentException("correlation state has layout " + version
                        + ", this version reads layout " + VERSION + ": start from a matching checkpoint");
            }
            empty.watermark = in.readLong();
            empty.anchor = optional(in);
            empty.opened = optional(in);
            for (int left = in.readInt(); left > 0; left--) {
                empty.waiting.add(InputCodec.read(in));
            }
            for (int left = in.readInt(); left > 0; left--) {
                empty.window.add(InputCodec.read(in));
            }
            return empty;
        } catch (IOException broken) {
            throw new IllegalArgumentException("correlation state is cut short", broken);
        }
    }

    private static void inputs(Collection<CorrelationInput> inputs, DataOutputStream out) throws IOException {
        out.writeInt(inputs.size());
        for (CorrelationInput input : inputs) {
            InputCodec.write(input, out);
        }
    }

    private static void optional(OptionalLong value, DataOutputStream out) throws IOException {
        out.writeBoolean(value.isPresent());
        out.writeLong(value.orElse(0));
    }

    private static OptionalLong optional(DataInputStream in) throws IOException {
        boolean present = in.readBoolean();
        long value = in.readLong();
        return present ? OptionalLong.of(value) : OptionalLong.empty();
    }
}
