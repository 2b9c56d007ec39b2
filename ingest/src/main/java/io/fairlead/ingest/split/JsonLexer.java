// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.split;

import java.util.BitSet;

/**
 * Follows brackets and strings of one JSON value, byte by byte. Knows where the value ends, and becomes suspicious when
 * tokens stand in an order JSON does not have, which is how a lost quote or bracket shows long before the body ends.
 */
final class JsonLexer {
    /** What a byte means for the value. */
    enum Step {
        MORE,
        END,
        BROKEN
    }

    private static final byte VALUE = 'v';

    private final int maxNesting;
    private final BitSet objects = new BitSet();
    private int depth;
    private int deepest;
    private boolean inString;
    private boolean key;
    private boolean escaped;
    private boolean suspect;
    private byte last;

    JsonLexer(int maxNesting) {
        this.maxNesting = maxNesting;
    }

    void reset() {
        depth = 0;
        deepest = 0;
        inString = false;
        key = false;
        escaped = false;
        suspect = false;
        last = 0;
    }

    /** Goes on inside an object, behind one of its values. */
    void resetBehindValue() {
        reset();
        depth = 1;
        deepest = 1;
        objects.set(0);
        last = VALUE;
    }

    int depth() {
        return depth;
    }

    boolean tooDeep() {
        return deepest > maxNesting;
    }

    boolean inString() {
        return inString;
    }

    /** Whether the string read last, or being read, is the key of an object's member. */
    boolean key() {
        return key;
    }

    boolean suspect() {
        return suspect;
    }

    Step accept(byte next) {
        if (inString) {
            return string(next);
        }
        switch (next) {
            case ' ', '\t', '\n', '\r' -> {
                return Step.MORE;
            }
            case '"' -> {
                key = inObject() && (last == '{' || last == ',');
                doubt(endsValue(last) || (inObject() && !key && last != ':'));
                inString = true;
            }
            case '{', '[' -> {
                doubt(endsValue(last) || (inObject() && last != ':'));
                open(next == '{');
                last = next;
            }
            case '}', ']' -> {
                return close(next);
            }
            case ',' -> {
                doubt(!endsValue(last));
                last = next;
            }
            case ':' -> {
                doubt(last != '"' || !key);
                last = next;
            }
            default -> {
                doubt(last == '"' || last == '}' || last == ']' || (inObject() && last != ':' && last != VALUE));
                last = VALUE;
            }
        }
        return Step.MORE;
    }

    private Step string(byte next) {
        if (escaped) {
            escaped = false;
        } else if (next == '\\') {
            escaped = true;
        } else if (next == '"') {
            inString = false;
            last = '"';
            return depth == 0 ? Step.END : Step.MORE;
        } else {
            doubt(next >= 0 && next < ' ');
        }
        return Step.MORE;
    }

    private void open(boolean object) {
        if (depth < maxNesting) {
            objects.set(depth, object);
        }
        depth++;
        deepest = Math.max(deepest, depth);
    }

    private Step close(byte bracket) {
        if (depth == 0 || (depth <= maxNesting && objects.get(depth - 1) != (bracket == '}'))) {
            return Step.BROKEN;
        }
        doubt(last == ',' || last == ':');
        depth--;
        last = bracket;
        return depth == 0 ? Step.END : Step.MORE;
    }

    private boolean inObject() {
        return depth > 0 && depth <= maxNesting && objects.get(depth - 1);
    }

    private static boolean endsValue(byte token) {
        return token == '"' || token == '}' || token == ']' || token == VALUE;
    }

    private void doubt(boolean reason) {
        suspect |= reason && depth <= maxNesting;
    }
}
