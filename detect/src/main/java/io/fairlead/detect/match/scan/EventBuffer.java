// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match.scan;

import io.fairlead.detect.rule.Tree;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was kept of one document: its values in the order of the document, each with the slot of its field. Used over and
 * over by one thread.
 *
 * <p>Values without difference of case lie one after the other in {@link #folded}, as UTF-8.
 */
public final class EventBuffer {
    /** The slot of values that no rule names. */
    public static final int UNNAMED = -1;

    /** Bytes that may be read before and behind a value. */
    private static final int MARGIN = 16;

    private static final byte PRESENT = 1;
    private static final byte OBJECT = 2;
    private static final int UNCLAIMED = -1;

    private static final int LARGE_TEXT = 1 << 20;
    private static final int LARGE_COUNT = 1 << 14;

    private static final int SLOT = 0;
    private static final int START = 1;
    private static final int END = 2;
    private static final int RAW_START = 3;
    private static final int RAW_END = 4;
    private static final int FOLLOWING = 5;
    private static final int KIND = 6;
    private static final int ASCII = 7;
    private static final int RECORD = 8;
    private static final Kind[] KINDS = Kind.values();
    private static final int NULL = Kind.NULL.ordinal();

    /** The text of all values. */
    public byte[] folded = new byte[4_096];

    private byte[] document = new byte[0];
    private int end;
    private int count;
    private int scanned;

    /** By value: its {@link #SLOT} and so on. */
    private int[] records = new int[64 * RECORD];

    private @Nullable String[] texts = new String[64];
    private final int[] first;
    private final int[] last;
    private final byte[] marks;
    private final int[] touched;
    private int touchedCount;
    private final int[] captureStarts;
    private final int[] captureEnds;

    public EventBuffer(Fields fields) {
        this.first = new int[fields.size()];
        this.last = new int[fields.size()];
        this.marks = new byte[fields.size()];
        this.touched = new int[fields.size()];
        this.captureStarts = new int[fields.captures()];
        this.captureEnds = new int[fields.captures()];
        Arrays.fill(first, -1);
    }

    void begin(byte[] bytes, int length) {
        for (int i = 0; i < touchedCount; i++) {
            first[touched[i]] = -1;
            marks[touched[i]] = 0;
        }
        forgetLarge(length);
        Arrays.fill(texts, 0, count, null);
        Arrays.fill(captureStarts, UNCLAIMED);
        touchedCount = 0;
        count = 0;
        scanned = 0;
        document = bytes;
        end = MARGIN;
        room(length);
    }

    /** One huge document must not hold its memory for as long as the thread lives. */
    private void forgetLarge(int length) {
        if (folded.length > LARGE_TEXT && length < LARGE_TEXT / 4) {
            folded = new byte[4_096];
        }
        if (texts.length > LARGE_COUNT) {
            texts = new String[64];
            records = new int[64 * RECORD];
            count = 0;
        }
    }

    /** Where the next value begins in {@link #folded}. */
    int end() {
        return end;
    }

    /** Makes room for so many more bytes. */
    void room(int bytes) {
        int needed = end + bytes + 2 * MARGIN;
        if (folded.length < needed) {
            folded = Arrays.copyOf(folded, Math.max(needed, folded.length + folded.length / 2));
        }
    }

    /** A value whose text stands in {@link #folded} already, up to this index. */
    int add(int slot, Kind kind, int newEnd, int rawStart, int rawEnd) {
        int value = next();
        int[] record = records;
        int at = value * RECORD;
        record[at + SLOT] = slot;
        record[at + START] = end;
        record[at + END] = newEnd;
        record[at + RAW_START] = rawStart;
        record[at + RAW_END] = rawEnd;
        record[at + FOLLOWING] = -1;
        record[at + KIND] = kind.ordinal();
        record[at + ASCII] = 1;
        end = newEnd;
        if (slot >= 0) {
            link(slot, value);
        }
        return value;
    }

    /** A value with letters beyond ASCII, or one that was computed. */
    int add(int slot, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        room(lower.length() * Utf8.LONGEST);
        int value = add(slot, Kind.TEXT, Utf8.write(lower, folded, end), 0, 0);
        texts[value] = text;
        records[value * RECORD + ASCII] = isAscii(text) ? 1 : 0;
        return value;
    }

    /** A value that stands in no document, for computed fields. */
    public int addComputed(String text) {
        return add(UNNAMED, text);
    }

    /** Values added from now on are no values of the document. */
    void finish() {
        scanned = count;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private int next() {
        if (count == texts.length) {
            texts = Arrays.copyOf(texts, count * 2);
            records = Arrays.copyOf(records, count * 2 * RECORD);
        }
        return count++;
    }

    private void link(int slot, int value) {
        mark(slot, PRESENT);
        if (first[slot] < 0) {
            first[slot] = value;
        } else {
            records[last[slot] * RECORD + FOLLOWING] = value;
        }
        last[slot] = value;
    }

    private void mark(int slot, byte how) {
        if (marks[slot] == 0) {
            touched[touchedCount++] = slot;
        }
        marks[slot] |= how;
    }

    void markPresent(int slot) {
        mark(slot, PRESENT);
    }

    void markObject(int slot) {
        mark(slot, (byte) (PRESENT | OBJECT));
    }

    /** Whether nothing was kept for this part yet: what begins first is what is kept. */
    boolean claim(int capture, int start) {
        if (captureStarts[capture] != UNCLAIMED) {
            return false;
        }
        captureStarts[capture] = start;
        captureEnds[capture] = UNCLAIMED;
        return true;
    }

    void captured(int capture, int until) {
        captureEnds[capture] = until;
    }

    /** How many values of the document were kept. */
    public int size() {
        return scanned;
    }

    /** How many values there are with those that were computed. */
    public int allSize() {
        return count;
    }

    /** How many fields the document has that some rule names. */
    public int touched() {
        return touchedCount;
    }

    /** The slot of one of them, in the order of the document. */
    public int touchedSlot(int index) {
        return touched[index];
    }

    /** The field's first value; -1 when it has none. */
    public int first(int slot) {
        return first[slot];
    }

    /** The next value of the same field; -1 behind the last. */
    public int following(int value) {
        return records[value * RECORD + FOLLOWING];
    }

    /** Whether the document has the field, whatever it holds. */
    public boolean isPresent(int slot) {
        return marks[slot] != 0;
    }

    /** Whether the field holds an object, which is something although it is no value. */
    public boolean holdsObject(int slot) {
        return (marks[slot] & OBJECT) != 0;
    }

    public int slot(int value) {
        return records[value * RECORD + SLOT];
    }

    public Kind kind(int value) {
        return KINDS[records[value * RECORD + KIND]];
    }

    public boolean isNull(int value) {
        return records[value * RECORD + KIND] == NULL;
    }

    /** Whether the value's text is ASCII throughout. */
    public boolean isAscii(int value) {
        return records[value * RECORD + ASCII] != 0;
    }

    /** Where the value's text without difference of case begins in {@link #folded}. */
    public int start(int value) {
        return records[value * RECORD + START];
    }

    /** Where it ends. */
    public int end(int value) {
        return records[value * RECORD + END];
    }

    /** The text of a string, the JSON text of a number or boolean. */
    public String text(int value) {
        String known = texts[value];
        if (known == null) {
            known = JsonText.decode(document, records[value * RECORD + RAW_START], records[value * RECORD + RAW_END]);
            texts[value] = known;
        }
        return known;
    }

    /** A part of the document as a tree. */
    public Tree tree(int capture) {
        return captureStarts[capture] == UNCLAIMED || captureEnds[capture] == UNCLAIMED
                ? Tree.NOTHING
                : TreeReader.read(document, captureStarts[capture], captureEnds[capture]);
    }
}
