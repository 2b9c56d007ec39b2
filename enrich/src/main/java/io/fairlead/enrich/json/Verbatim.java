// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that a tree was read from, where writing it gives just these: most records arrive as compact as they are
 * written, and hold no secret. Whether the tree is still what was read is told by the identity of its parts in their order,
 * not by those who may have changed it.
 *
 * <p>Bytes are taken for what is written when they are ASCII without an escape that is written otherwise, and as many as the
 * tree's parts need: then nothing stands between them.
 */
public final class Verbatim {
    private static final int FIRST_SIZE = 128;
    private static final int MOST_PARTS = 4_096;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHEST = 0x8080808080808080L;
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Stands behind the parts of an object or array. */
    private static final Object END = new Object();

    private final byte[] bytes;
    private @Nullable Object[] parts = new @Nullable Object[FIRST_SIZE];
    private int count;
    private long length;

    private Verbatim(byte[] bytes, int escapes) {
        this.bytes = bytes;
        this.length = escapes;
    }

    /** Of bytes that are read now; null when they hold what is not written as it stands there. */
    static @Nullable Verbatim of(byte[] bytes) {
        int escapes = 0;
        int i = 0;
        while (i < bytes.length) {
            if (bytes.length - i >= Long.BYTES && isPlain((long) EIGHT.get(bytes, i))) {
                i += Long.BYTES;
                continue;
            }
            byte b = bytes[i++];
            if (b < 0 || b == '\\' && (i == bytes.length || "\"\\bfnrt".indexOf(bytes[i++]) < 0)) {
                return null;
            }
            escapes += b == '\\' ? 1 : 0;
        }
        return new Verbatim(bytes, escapes);
    }

    /** Whether eight bytes are ASCII without a backslash. */
    private static boolean isPlain(long eight) {
        return ((eight | (eight ^ ONES * '\\') - ONES) & HIGHEST) == 0;
    }

    /** A part of the tree was read, of which this many characters are written, escapes aside. */
    void read(Object part, int characters) {
        if (count < MOST_PARTS) {
            if (count == parts.length) {
                parts = Arrays.copyOf(parts, count * 2);
            }
            parts[count++] = part;
            length += characters;
        } else {
            lose();
        }
    }

    /** The end of an object or array of this many parts was read. */
    void end(int items) {
        read(END, Math.max(0, items - 1));
    }

    /** Something was read that is not written as it stood there. */
    void lose() {
        length = Integer.MIN_VALUE;
    }

    /** The bytes, not to be changed; null when they are not what would be written of this tree. */
    byte @Nullable [] of(JsonNode root) {
        return length == bytes.length && holds(root, 0) == count ? bytes : null;
    }

    /** The place behind a value that was read at this place; -1 when it is another than was read. */
    private int holds(JsonNode value, int place) {
        if (place >= count || parts[place] != value) {
            return -1;
        }
        int next = place + 1;
        if (value instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> entry : object.properties()) {
                if (next >= count || parts[next] != entry.getKey()) {
                    return -1;
                }
                next = holds(entry.getValue(), next + 1);
                if (next < 0) {
                    return -1;
                }
            }
        } else if (value instanceof ArrayNode array) {
            for (int i = 0; i < array.size() && next >= 0; i++) {
                next = holds(array.get(i), next);
            }
        } else {
            return next;
        }
        return next >= 0 && next < count && parts[next] == END ? next + 1 : -1;
    }
}
