// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes trees as compact JSON in UTF-8, without an escape that is not needed. Jackson's writer goes over every text
 * twice and keeps a context for every object, which together is half of what an event costs. Depth is bounded by what
 * readers accept.
 */
public final class JsonBytes {
    private static final int FIRST_SIZE = 16 * 1024;
    private static final int LARGEST_KEPT = 1024 * 1024;
    private static final int PIECE = 4 * 1024;
    private static final int LONGEST_ESCAPE = 6;
    private static final int ASCII = 0x80;

    /** From this length on a text is copied at once before it is looked through: reading it by characters costs more. */
    private static final int LONG = 24;

    private static final byte[] NONE = new byte[0];
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHEST = 0x8080808080808080L;
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int KEYS = 1024;
    private static final int LONGEST_KEY = 64;
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private static final ThreadLocal<JsonBytes> OWN = ThreadLocal.withInitial(JsonBytes::new);

    /**
     * A tree within another, and how it is written.
     *
     * @param tree the tree, found by identity
     * @param bytes JSON
     * @param text the same as text, which stands in a document beside the tree
     */
    public record Written(JsonNode tree, byte[] bytes, String text) {}

    private final @Nullable Key[] keys = new @Nullable Key[KEYS];
    private byte[] out = new byte[FIRST_SIZE];
    private int at;
    private @Nullable Written known;

    private JsonBytes() {}

    /** A key and how it is written, with its colon. */
    private static final class Key {
        private final String name;
        private final byte[] written;

        Key(String name, byte[] written) {
            this.name = name;
            this.written = written;
        }
    }

    /** The tree as bytes. */
    public static byte[] of(JsonNode root) {
        JsonBytes writer = written(root);
        byte[] bytes = Arrays.copyOf(writer.out, writer.at);
        writer.done();
        return bytes;
    }

    /** The tree as bytes, with a tree in it that was written already. */
    public static byte[] of(JsonNode root, Written known) {
        JsonBytes writer = OWN.get();
        writer.known = known;
        try {
            return of(root);
        } finally {
            writer.known = null;
        }
    }

    /** The tree as text. */
    public static String text(JsonNode root) {
        JsonBytes writer = written(root);
        String text = new String(writer.out, 0, writer.at, StandardCharsets.UTF_8);
        writer.done();
        return text;
    }

    private static JsonBytes written(JsonNode root) {
        JsonBytes writer = OWN.get();
        writer.at = 0;
        writer.node(root);
        return writer;
    }

    private void done() {
        if (out.length > LARGEST_KEPT) {
            out = new byte[FIRST_SIZE];
        }
    }

    private void node(JsonNode node) {
        if (node instanceof TextNode) {
            string(node.textValue());
        } else if (node instanceof ObjectNode object) {
            object(object);
        } else if (node instanceof ArrayNode array) {
            array(array);
        } else if (node.isNull() || node.isMissingNode()) {
            plain(NULL);
        } else if (node.isNumber() || node.isBoolean()) {
            String text = node.asText();
            reserve(text.length() * LONGEST_ESCAPE);
            piece(text, 0, text.length());
        } else {
            plain(node.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private void object(ObjectNode object) {
        if (known != null && known.tree == object) {
            plain(known.bytes);
            return;
        }
        char before = '{';
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            key(before, entry.getKey());
            node(entry.getValue());
            before = ',';
        }
        if (before == '{') {
            put(before);
        }
        put('}');
    }

    /** The key with its colon; keys are the same few objects again and again, so how they are written is remembered. */
    private void key(char before, String key) {
        int slot = key.hashCode() & KEYS - 1;
        Key remembered = keys[slot];
        if (remembered != null && remembered.name == key) {
            byte[] bytes = remembered.written;
            reserve(bytes.length + 1);
            out[at] = (byte) before;
            System.arraycopy(bytes, 0, out, at + 1, bytes.length);
            at += bytes.length + 1;
            return;
        }
        put(before);
        int start = at;
        string(key);
        put(':');
        if (at - start <= LONGEST_KEY) {
            keys[slot] = new Key(key, Arrays.copyOfRange(out, start, at));
        }
    }

    private void array(ArrayNode array) {
        put('[');
        for (int i = 0; i < array.size(); i++) {
            if (i > 0) {
                put(',');
            }
            node(array.get(i));
        }
        put(']');
    }

    private void string(String text) {
        int length = text.length();
        reserve(Math.min(length, PIECE) * LONGEST_ESCAPE + 2);
        out[at++] = '"';
        byte[] copy = length < LONG ? NONE : bytes(text);
        int i = 0;
        while (i < length) {
            int end = Math.min(length, i + PIECE);
            reserve((end - i) * LONGEST_ESCAPE + 1);
            i = copy.length == length ? copied(copy, text, i, end) : piece(text, i, end);
        }
        out[at++] = '"';
    }

    private byte[] bytes(String text) {
        return known != null && known.text == text ? known.bytes : text.getBytes(StandardCharsets.UTF_8);
    }

    /** As {@link #piece}, for a text that is one byte a character; half of a pair has become a question mark there. */
    private int copied(byte[] copy, String text, int from, int end) {
        byte[] buffer = out;
        int position = at;
        int i = from;
        while (i < end) {
            if (end - i >= Long.BYTES) {
                long eight = (long) EIGHT.get(copy, i);
                int plain = plain(eight);
                EIGHT.set(buffer, position, eight); // what is not plain is written over
                i += plain;
                position += plain;
                if (plain == Long.BYTES) {
                    continue;
                }
            }
            byte b = copy[i];
            byte escape = JsonEscapes.BEHIND[b];
            if (escape == '"') { // nearly all of them, where a text is JSON
                buffer[position] = '\\';
                buffer[position + 1] = '"';
                position += 2;
            } else if (escape != 0) {
                position = JsonEscapes.escaped(buffer, position, (char) b, escape);
            } else if (b == '?' && text.charAt(i) != '?') {
                position = JsonEscapes.encoded(buffer, position, 0xFFFD);
            } else {
                buffer[position++] = b;
            }
            i++;
        }
        at = position;
        return end;
    }

    /** How many of eight characters of ASCII stand before a control character, a quote, a backslash or a question mark. */
    private static int plain(long eight) {
        long controls = eight - ONES * ' ';
        long quotes = (eight ^ ONES * '"') - ONES;
        long backslashes = (eight ^ ONES * '\\') - ONES;
        long questions = (eight ^ ONES * '?') - ONES;
        // a borrow marks places behind the first alone
        return Long.numberOfTrailingZeros((controls | quotes | backslashes | questions) & HIGHEST) / Byte.SIZE;
    }

    /** Writes the characters up to this end, or one more where that would part a pair; gives where it stopped. */
    private int piece(String text, int from, int end) {
        byte[] buffer = out;
        int position = at;
        int i = from;
        while (i < end) {
            char c = text.charAt(i++);
            if (c < ASCII) {
                byte escape = JsonEscapes.BEHIND[c];
                if (escape == 0) {
                    buffer[position++] = (byte) c;
                } else {
                    position = JsonEscapes.escaped(buffer, position, c, escape);
                }
            } else if (Character.isHighSurrogate(c) && i < text.length() && Character.isLowSurrogate(text.charAt(i))) {
                position = JsonEscapes.encoded(buffer, position, Character.toCodePoint(c, text.charAt(i++)));
            } else {
                position = JsonEscapes.encoded(buffer, position, Character.isSurrogate(c) ? 0xFFFD : c);
            }
        }
        at = position;
        return i;
    }

    private void plain(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, out, at, bytes.length);
        at += bytes.length;
    }

    private void put(char c) {
        reserve(1);
        out[at++] = (byte) c;
    }

    private void reserve(int more) {
        if (more > out.length - at) {
            out = Arrays.copyOf(out, Math.max(out.length * 2, at + more));
        }
    }
}
