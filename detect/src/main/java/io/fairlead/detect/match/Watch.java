// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import io.fairlead.detect.match.scan.EventBuffer;
import io.fairlead.detect.match.scan.Kind;
import io.fairlead.detect.match.text.EdgeIndex;
import io.fairlead.detect.match.text.GramIndex;
import io.fairlead.detect.match.text.Hits;

/**
 * What is looked for in the values of one field.
 *
 * @param begins literals at the beginning
 * @param ends literals at the end, and whole values
 * @param withins literals anywhere; those that are shared with other fields among them
 * @param beyondAscii questions whose literals are sure in ASCII only
 * @param oddNumbers questions whose literals are sure only where numbers are plain digits
 */
record Watch(EdgeIndex[] begins, EdgeIndex[] ends, GramIndex[] withins, int[] beyondAscii, int[] oddNumbers) {

    void look(EventBuffer event, int value, Hits hits) {
        if (event.isNull(value)) {
            return;
        }
        int start = event.start(value);
        int end = event.end(value);
        byte[] text = event.folded;
        int slot = event.slot(value);
        for (EdgeIndex index : ends) {
            index.find(text, start, end, value, hits);
        }
        for (EdgeIndex index : begins) {
            index.find(text, start, end, value, hits);
        }
        for (GramIndex index : withins) {
            index.find(text, start, end, slot, value, hits);
        }
        if (beyondAscii.length > 0 && !event.isAscii(value)) {
            all(beyondAscii, value, hits);
        }
        if (oddNumbers.length > 0 && event.kind(value) == Kind.NUMBER && !isPlain(text, start, end)) {
            all(oddNumbers, value, hits);
        }
    }

    private static void all(int[] questions, int value, Hits hits) {
        for (int question : questions) {
            hits.hit(question, value);
        }
    }

    private static boolean isPlain(byte[] text, int start, int end) {
        int digits = text[start] == '-' ? start + 1 : start;
        for (int i = digits; i < end; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return false;
            }
        }
        return digits == start || text[digits] != '0';
    }
}
