// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match.scan;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a document once, byte by byte where it must and eight bytes at a time where it can, and keeps only the fields that
 * rules name. No tree, no text objects: what is kept is copied in lower case and without escapes.
 *
 * <p>Never throws: of a document that breaks off or is no JSON (RFC 8259), what was read before the break is kept. Deeper
 * than 1,000 levels, and in numbers of more than 1,000 digits, a document counts as broken. Of one thread.
 */
public final class JsonScanner {
    private static final int DEEPEST = 1_000;
    private static final int LONGEST_NUMBER = 1_000;

    private final Fields fields;
    private final boolean keepsEverything;
    private final EventBuffer event;
    private byte[] in = new byte[0];
    private int limit;
    private int at;

    /**
     * @param fields what to keep
     * @param keepsEverything whether values that no rule names are kept too, for keywords
     */
    public JsonScanner(Fields fields, boolean keepsEverything) {
        this.fields = fields;
        this.keepsEverything = keepsEverything;
        this.event = new EventBuffer(fields);
    }

    /** Reads a document in UTF-8; the buffer's position is left alone. What is given back is good until the next one. */
    public EventBuffer read(ByteBuffer document) {
        if (document.hasArray()) {
            int from = document.arrayOffset() + document.position();
            return read(document.array(), from, from + document.remaining());
        }
        byte[] copy = new byte[document.remaining()];
        document.duplicate().get(copy);
        return read(copy, 0, copy.length);
    }

    private EventBuffer read(byte[] bytes, int from, int to) {
        in = bytes;
        at = from;
        limit = to;
        event.begin(bytes, to - from);
        skipByteOrderMark();
        skipBlanks();
        if (at < limit) {
            value(fields.root(), 0);
        }
        event.finish();
        return event;
    }

    private void skipByteOrderMark() {
        if (limit - at >= 3 && in[at] == (byte) 0xEF && in[at + 1] == (byte) 0xBB && in[at + 2] == (byte) 0xBF) {
            at += 3;
        }
    }

    private void skipBlanks() {
        while (at < limit && in[at] <= ' ' && (in[at] == ' ' || in[at] == '\n' || in[at] == '\r' || in[at] == '\t')) {
            at++;
        }
    }

    /** Reads the value that begins here; false when the document is broken. */
    private boolean value(@Nullable PathNode node, int depth) {
        if (node != null && node.capture >= 0 && event.claim(node.capture, at)) {
            if (!plainValue(node, depth)) {
                return false;
            }
            event.captured(node.capture, at);
            return true;
        }
        return plainValue(node, depth);
    }

    private boolean plainValue(@Nullable PathNode node, int depth) {
        int slot = node == null ? EventBuffer.UNNAMED : node.slot;
        return switch (in[at]) {
            case '"' -> slot >= 0 || keepsEverything ? text(slot) : passed();
            case '{' -> depth < DEEPEST && object(node, slot, depth + 1);
            case '[' -> depth < DEEPEST && array(node, slot, depth + 1);
            case 't' -> word("true", Kind.BOOLEAN, slot);
            case 'f' -> word("false", Kind.BOOLEAN, slot);
            case 'n' -> word("null", Kind.NULL, slot);
            default -> number(slot);
        };
    }

    private boolean object(@Nullable PathNode node, int slot, int depth) {
        if (slot >= 0) {
            event.markObject(slot);
        }
        at++;
        skipBlanks();
        if (at < limit && in[at] == '}') {
            at++;
            return true;
        }
        while (at < limit && in[at] == '"') {
            int start = at + 1;
            boolean plain = passText();
            if (at < 0) {
                return false;
            }
            PathNode child = node == null ? null : key(node, start, at - 1, plain);
            skipBlanks();
            if (at >= limit || in[at] != ':') {
                return false;
            }
            at++;
            skipBlanks();
            if (at >= limit || !value(child, depth)) {
                return false;
            }
            skipBlanks();
            if (at >= limit || in[at] != ',') {
                return closed('}');
            }
            at++;
            skipBlanks();
        }
        return false;
    }

    private boolean array(@Nullable PathNode node, int slot, int depth) {
        if (slot >= 0) {
            event.markPresent(slot);
        }
        at++;
        skipBlanks();
        if (at < limit && in[at] == ']') {
            at++;
            return true;
        }
        while (at < limit) {
            if (!value(node, depth)) {
                return false;
            }
            skipBlanks();
            if (at >= limit || in[at] != ',') {
                return closed(']');
            }
            at++;
            skipBlanks();
        }
        return false;
    }

    private boolean closed(char bracket) {
        return at < limit && in[at++] == bracket;
    }

    private @Nullable PathNode key(PathNode node, int start, int end, boolean plain) {
        if (plain) {
            return node.find(in, start, end);
        }
        byte[] name = Utf8.bytes(JsonText.decode(in, start, end));
        return node.find(name, 0, name.length);
    }

    /** Reads a string whose text is kept. */
    private boolean text(int slot) {
        byte[] bytes = in;
        byte[] out = event.folded;
        int from = at + 1;
        int i = from;
        int to = event.end();
        int lastWord = limit - 8;
        while (i < limit) {
            if (i <= lastWord) {
                long word = Words.at(bytes, i);
                long marks = Words.special(word);
                Words.put(out, to, Words.lower(word));
                if (marks == 0) {
                    i += 8;
                    to += 8;
                    continue;
                }
                int easy = Words.before(marks);
                i += easy;
                to += easy;
            }
            byte one = bytes[i];
            if (one == '"') {
                event.add(slot, Kind.TEXT, to, from, i);
                at = i + 1;
                return true;
            }
            if (one == '\\' && i + 1 < limit) {
                byte plain = JsonText.unescaped(bytes[i + 1]);
                if (plain == 0) {
                    return slowText(slot, from);
                }
                out[to++] = plain;
                i += 2;
            } else if (one < ' ' || one == '\\') {
                return slowText(slot, from);
            } else {
                out[to++] = Words.lower(one);
                i++;
            }
        }
        return false;
    }

    private boolean slowText(int slot, int from) {
        StringBuilder text = new StringBuilder();
        int end = JsonText.read(in, from, limit, text);
        if (end < 0 || end >= limit) {
            return false;
        }
        event.add(slot, text.toString());
        event.room(limit - end);
        at = end + 1;
        return true;
    }

    private boolean passed() {
        passText();
        return at >= 0;
    }

    /**
     * Passes over a string whose text is not kept, or over a key.
     *
     * @return whether it is ASCII without escapes; where the string is broken there is no further place to read at
     */
    private boolean passText() {
        int i = at + 1;
        while (i + 8 <= limit) {
            long marks = Words.special(Words.at(in, i));
            if (marks != 0) {
                i += Words.before(marks);
                if (in[i] == '"') {
                    at = i + 1;
                    return true;
                }
                break;
            }
            i += 8;
        }
        int end = JsonText.read(in, i, limit, null);
        at = end < 0 || end >= limit ? -1 : end + 1;
        return false;
    }

    private boolean word(String word, Kind kind, int slot) {
        int end = at + word.length();
        if (end > limit || (end < limit && isPartOfWord(in[end]))) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (in[at + i] != word.charAt(i)) {
                return false;
            }
        }
        keep(slot, kind, end);
        at = end;
        return true;
    }

    private static boolean isPartOfWord(byte one) {
        return one < 0 || Character.isJavaIdentifierPart(one);
    }

    private boolean number(int slot) {
        int i = at;
        if (in[i] == '-') {
            i++;
        }
        int whole = i;
        i = digits(i);
        if (i == whole || (i > whole + 1 && in[whole] == '0')) {
            return false;
        }
        if (i < limit && in[i] == '.') {
            int fraction = i + 1;
            i = digits(fraction);
            if (i == fraction) {
                return false;
            }
        }
        if (i < limit && (in[i] == 'e' || in[i] == 'E')) {
            i += i + 1 < limit && (in[i + 1] == '+' || in[i + 1] == '-') ? 2 : 1;
            int exponent = i;
            i = digits(exponent);
            if (i == exponent) {
                return false;
            }
        }
        if (i - at > LONGEST_NUMBER) {
            return false;
        }
        keep(slot, Kind.NUMBER, i);
        at = i;
        return true;
    }

    private int digits(int from) {
        int i = from;
        while (i < limit && in[i] >= '0' && in[i] <= '9') {
            i++;
        }
        return i;
    }

    /** Keeps what stands from here up to the end, if anybody asks for it. */
    private void keep(int slot, Kind kind, int end) {
        if (slot < 0 && (!keepsEverything || kind == Kind.NULL)) {
            return;
        }
        int to = event.end();
        if (kind != Kind.NULL) {
            for (int i = at; i < end; i++) {
                event.folded[to++] = Words.lower(in[i]);
            }
        }
        event.add(slot, kind, to, at, end);
    }
}
