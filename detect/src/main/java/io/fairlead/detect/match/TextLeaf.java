// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match;

import io.fairlead.detect.match.scan.EventBuffer;
import io.fairlead.detect.match.scan.Utf8;
import io.fairlead.detect.match.text.Bytes;
import io.fairlead.detect.rule.Predicate;
import io.fairlead.detect.rule.TextPattern;
import java.util.Locale;

/** The commonest question: a literal without difference of case, at an end of the field's value or within. */
final class TextLeaf extends Leaf {
    private final TextPattern.Shape shape;
    private final byte[] literal;

    TextLeaf(int id, String field, int slot, Predicate.Text text) {
        super(id, field, text, slot);
        this.shape = text.text().shape();
        this.literal = Utf8.bytes(text.text().literal().toLowerCase(Locale.ROOT));
    }

    /** Whether the predicate is such a question. */
    static boolean canAsk(Predicate.Text text) {
        return !text.cased() && text.text().shape() != TextPattern.Shape.WILDCARD;
    }

    @Override
    int neededSlot() {
        return slot;
    }

    @Override
    int find(Evaluation evaluation) {
        EventBuffer event = evaluation.event();
        for (int value = event.first(slot); value >= 0; value = event.following(value)) {
            if (!event.isNull(value) && holds(event.folded, event.start(value), event.end(value))) {
                return value;
            }
        }
        return Answer.NO;
    }

    private boolean holds(byte[] text, int start, int end) {
        int room = end - start - literal.length;
        return switch (shape) {
            case EQUALS -> room == 0 && Bytes.equal(text, start, literal);
            case STARTSWITH -> room >= 0 && Bytes.equal(text, start, literal);
            case ENDSWITH -> room >= 0 && Bytes.equal(text, end - literal.length, literal);
            case CONTAINS, WILDCARD -> room >= 0 && Bytes.contains(text, start, end, literal);
        };
    }
}
