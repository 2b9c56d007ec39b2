// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of JSON that grow: texts in UTF-8 without an escape that is not needed, numbers, and what was written before. */
final class JsonBuffer {
    private static final int LARGEST_KEPT = 1024 * 1024;
    private static final int PIECE = 4 * 1024;
    private static final int LONGEST_ESCAPE = 6;
    private static final int LONGEST_NUMBER = 20;
    private static final int ASCII = 0x80;

    /** From this length on a text is copied at once before it is looked through: reading it by characters costs more. */
    private static final int LONG = 24;

    private static final byte[] NONE = new byte[0];
    private static final byte[] LEAST = Long.toString(Long.MIN_VALUE).getBytes(StandardCharsets.US_ASCII);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHEST = 0x8080808080808080L;
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int firstSize;
    private byte[] out;
    private int at;

    JsonBuffer(int firstSize) {
        this.firstSize = firstSize;
        this.out = new byte[firstSize];
    }

    /** How many bytes there are. */
    int size() {
        return at;
    }

    /** A copy of the bytes; there are none then, and room for as many unless they were too many to keep it. */
    byte[] take() {
        byte[] bytes = Arrays.copyOf(out, at);
        clear();
        return bytes;
    }

    /** As {@link #take}, as text. */
    String takeText() {
        String text = new String(out, 0, at, StandardCharsets.UTF_8);
        clear();
        return text;
    }

    void clear() {
        at = 0;
        if (out.length > LARGEST_KEPT) {
            out = new byte[firstSize];
        }
    }

    void put(char c) {
        reserve(1);
        out[at++] = (byte) c;
    }

    /** A character of ASCII, and bytes behind it. */
    void put(char c, byte[] bytes) {
        reserve(bytes.length + 1);
        out[at] = (byte) c;
        System.arraycopy(bytes, 0, out, at + 1, bytes.length);
        at += bytes.length + 1;
    }

    void put(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, out, at, bytes.length);
        at += bytes.length;
    }

    void number(long number) {
        if (number == Long.MIN_VALUE) {
            put(LEAST);
            return;
        }
        reserve(LONGEST_NUMBER);
        long rest = Math.abs(number);
        if (number < 0) {
            out[at++] = '-';
        }
        int end = at + 1;
        for (long bound = 10; end - at < LONGEST_NUMBER - 1 && rest >= bound; bound *= 10) {
            end++;
        }
        for (int i = end - 1; i >= at; i--) {
            out[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        at = end;
    }

    /** A text in its quotes. */
    void text(String text) {
        int length = text.length();
        reserve(Math.min(length, PIECE) * LONGEST_ESCAPE + 2);
        out[at++] = '"';
        byte[] copy = length < LONG ? NONE : text.getBytes(StandardCharsets.UTF_8);
        int i = 0;
        while (i < length) {
            int end = Math.min(length, i + PIECE);
            reserve((end - i) * LONGEST_ESCAPE + 1);
            i = copy.length == length ? copied(copy, text, i, end) : piece(text, i, end);
        }
        out[at++] = '"';
    }

    /** What another has from this place on, as it stands within a text: JSON in JSON. */
    void quoted(JsonBuffer json, int from) {
        quoted(json.out, from, json.at);
    }

    /** JSON as it stands within a text: quotes are too many for looking from one to the next. */
    void quoted(byte[] json, int from, int to) {
        reserve((to - from) * 2 + Long.BYTES);
        byte[] buffer = out;
        int position = at;
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long eight = (long) EIGHT.get(json, i);
            EIGHT.set(buffer, position, eight);
            int done = 0;
            for (long quotes = quotes(eight); quotes != 0; quotes &= quotes - 1) {
                int bits = Long.numberOfTrailingZeros(quotes) & -Byte.SIZE;
                position += bits / Byte.SIZE - done;
                buffer[position++] = '\\';
                EIGHT.set(buffer, position, eight >>> bits);
                done = bits / Byte.SIZE;
            }
            position += Long.BYTES - done;
        }
        for (; i < to; i++) {
            byte b = json[i];
            if (b == '"' || b == '\\') {
                buffer[position++] = '\\';
            }
            buffer[position++] = b;
        }
        at = position;
    }

    /** The highest bit of each of eight bytes that is a quote or a backslash. */
    private static long quotes(long eight) {
        long quotes = eight ^ ONES * '"';
        long backslashes = eight ^ ONES * '\\';
        long others = ((quotes & ~HIGHEST) + ~HIGHEST | quotes) & ((backslashes & ~HIGHEST) + ~HIGHEST | backslashes);
        return ~others & HIGHEST;
    }

    /** As {@link #quoted} for a text in which nothing but its quotes is to be escaped. */
    void quotedPlain(JsonBuffer json, int from) {
        int length = json.at - from;
        reserve(length + 2);
        byte[] buffer = out;
        int position = at;
        buffer[position] = '\\';
        System.arraycopy(json.out, from, buffer, position + 1, length - 1);
        buffer[position + length] = '\\';
        buffer[position + length + 1] = '"';
        at = position + length + 2;
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

    private void reserve(int more) {
        if (more > out.length - at) {
            out = Arrays.copyOf(out, Math.max(out.length * 2, at + more));
        }
    }
}
