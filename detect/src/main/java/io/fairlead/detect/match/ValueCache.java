// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import io.fairlead.detect.match.scan.EventBuffer;
import io.fairlead.detect.match.scan.Kind;
import io.fairlead.detect.match.scan.Words;
import io.fairlead.detect.match.text.Hits;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which literals were found in a value, field by field, across events: names, users and images come again and
 * again. A field whose values seldom do is no longer remembered; after a while it gets another chance. For one thread.
 *
 * <p>Answers are those of {@link Watch#look}: what is found depends on the folded bytes, the kind of the value and whether
 * it is ASCII, and these are what is compared.
 */
final class ValueCache implements Hits {
    /** Values remembered of a field; a power of two. */
    private static final int PLACES = 512;
    /** Longest value that is remembered, in bytes. */
    private static final int LONGEST = 512;
    /** Looks after which a field is judged. */
    private static final int TRIAL = 4_096;
    /** Looks for which a field that was judged useless is left alone. */
    private static final int REST = 64 * TRIAL;

    /** What was found in one value. */
    private record Known(byte[] text, int traits, int[] questions) {
        boolean is(byte[] other, int start, int end, int otherTraits) {
            return traits == otherTraits && Arrays.equals(text, 0, text.length, other, start, end);
        }
    }

    private static final class Field {
        final @Nullable Known[] places = new Known[PLACES];
        int looks;
        int found;
        int rest;

        /** Whether the next value may be remembered. */
        boolean isOn() {
            if (rest > 0) {
                rest--;
                return false;
            }
            if (looks == TRIAL) {
                if (found < TRIAL / 2) {
                    rest = REST;
                    Arrays.fill(places, null);
                }
                looks = 0;
                found = 0;
            }
            return true;
        }
    }

    private final @Nullable Field[] fields;
    private int[] recorded = new int[64];
    private int count;

    /** For fields with slots below this one, and for values that no rule names. */
    ValueCache(int slots) {
        this.fields = new Field[slots + 1];
    }

    /** As the watch looks, from memory where it can. */
    void look(Watch watch, EventBuffer event, int value, Hits hits) {
        int start = event.start(value);
        int end = event.end(value);
        Field field = field(event.slot(value));
        if (event.isNull(value) || end - start > LONGEST || !field.isOn()) {
            watch.look(event, value, hits);
            return;
        }
        field.looks++;
        byte[] text = event.folded;
        int traits = (event.kind(value) == Kind.NUMBER ? 1 : 0) | (event.isAscii(value) ? 2 : 0);
        int place = place(text, start, end);
        Known known = field.places[place];
        if (known == null || !known.is(text, start, end, traits)) {
            known = new Known(Arrays.copyOfRange(text, start, end), traits, found(watch, event, value));
            field.places[place] = known;
        } else {
            field.found++;
        }
        for (int question : known.questions()) {
            hits.hit(question, value);
        }
    }

    private Field field(int slot) {
        Field field = fields[slot + 1];
        if (field == null) {
            field = new Field();
            fields[slot + 1] = field;
        }
        return field;
    }

    private int[] found(Watch watch, EventBuffer event, int value) {
        count = 0;
        watch.look(event, value, this);
        return Arrays.copyOf(recorded, count);
    }

    @Override
    public void hit(int question, int value) {
        if (count == recorded.length) {
            recorded = Arrays.copyOf(recorded, count * 2);
        }
        recorded[count++] = question;
    }

    private static int place(byte[] text, int start, int end) {
        long hash = end - start;
        int i = start;
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            hash = (hash ^ Words.at(text, i)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        for (; i < end; i++) {
            hash = (hash ^ text[i]) * 0x9E3779B97F4A7C15L;
        }
        hash ^= hash >>> 32;
        return (int) hash & (PLACES - 1);
    }
}
