// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import io.fairlead.detect.match.scan.EventBuffer;
import io.fairlead.detect.match.text.Bytes;
import io.fairlead.detect.rule.Predicate;
import java.util.Arrays;

/** How two values of one event stand to each other. */
final class Relation {
    private Relation() {}

    static boolean holds(EventBuffer event, int one, int other, Predicate.FieldReference reference) {
        return reference.cased() ? cased(event, one, other, reference) : folded(event, one, other, reference);
    }

    private static boolean cased(EventBuffer event, int one, int other, Predicate.FieldReference reference) {
        String left = event.text(one);
        String right = event.text(other);
        return switch (reference.relation()) {
            case EQUALS, WILDCARD -> left.equals(right);
            case CONTAINS -> left.contains(right);
            case STARTSWITH -> left.startsWith(right);
            case ENDSWITH -> left.endsWith(right);
        };
    }

    private static boolean folded(EventBuffer event, int one, int other, Predicate.FieldReference reference) {
        byte[] text = event.folded;
        int start = event.start(one);
        int end = event.end(one);
        int wanted = event.start(other);
        int length = event.end(other) - wanted;
        if (length > end - start) {
            return false;
        }
        return switch (reference.relation()) {
            case EQUALS, WILDCARD -> length == end - start && same(text, start, wanted, length);
            case CONTAINS -> Bytes.contains(text, start, end, Arrays.copyOfRange(text, wanted, wanted + length));
            case STARTSWITH -> same(text, start, wanted, length);
            case ENDSWITH -> same(text, end - length, wanted, length);
        };
    }

    private static boolean same(byte[] text, int one, int other, int length) {
        return Arrays.equals(text, one, one + length, text, other, other + length);
    }
}
