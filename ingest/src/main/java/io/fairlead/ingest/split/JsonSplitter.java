// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.split;

import io.fairlead.schemas.deadletter.DeadLetterCode;
import java.util.List;

/**
 * Cuts JSON into items: the elements of an {@code EventList} or of an array, or the objects of a sequence, with or
 * without line ends between them.
 *
 * <p>Promise: an item whose brackets balance comes out byte for byte, whatever else is wrong with it; one too large or
 * too deep is rejected alone. An item that lost a quote or a bracket is cut off where the next one plausibly begins:
 * at the next line that opens an object, in a list at a comma and the first key of its siblings. Only where no such
 * place follows, the rest of the body is one rejection.
 */
public final class JsonSplitter implements Splitter {
    private enum Place {
        TOP,
        LIST,
        VALUE,
        SCALAR,
        TAIL,
        LOST
    }

    private static final int BYTE_ORDER_MARK = 3;

    private final Limits limits;
    private final Dialect dialect;
    private final ItemSink sink;
    private final JsonLexer lexer;
    private final ItemBuffer buffer;
    private final EnvelopeWatch watch = new EnvelopeWatch();
    private final ItemOpenings lines = new ItemOpenings(List.of("\n{"));
    private final ItemOpenings elements;
    private Place place = Place.TOP;
    private boolean inList;
    private boolean enveloped;
    private boolean readable;
    private long position;

    public JsonSplitter(Limits limits, Dialect dialect, ItemSink sink) {
        this.limits = limits;
        this.dialect = dialect;
        this.sink = sink;
        this.lexer = new JsonLexer(limits.maxNesting());
        this.buffer = new ItemBuffer(limits.maxBytes());
        this.elements = dialect.openings();
    }

    @Override
    public void feed(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            position++;
            accept(bytes[i]);
        }
    }

    @Override
    public boolean finish() {
        switch (place) {
            case TOP -> {}
            case VALUE, SCALAR -> reject(DeadLetterCode.PARSE, "the body ends inside an item");
            case LOST -> reject(DeadLetterCode.PARSE, "not JSON, or brackets or quotes do not match");
            case LIST, TAIL -> sink.rejected(DeadLetterCode.PARSE, "the body ends inside its list", 0);
        }
        return readable;
    }

    private void accept(byte next) {
        switch (place) {
            case TOP -> top(next);
            case LIST -> list(next);
            case VALUE -> value(next);
            case SCALAR -> scalar(next);
            case TAIL -> tail(next);
            case LOST -> lost(next);
        }
    }

    private void top(byte next) {
        if (blank(next) || (position <= BYTE_ORDER_MARK && next < 0)) {
            return;
        }
        inList = false;
        if (next == '{') {
            begin(next);
        } else if (next == '[') {
            inList = true;
            enveloped = false;
            place = Place.LIST;
        } else {
            lose(next);
        }
    }

    private void list(byte next) {
        if (blank(next) || next == ',') {
            return;
        }
        switch (next) {
            case ']' -> {
                readable = true;
                inList = false;
                place = enveloped ? Place.TAIL : Place.TOP;
                lexer.resetBehindValue();
            }
            case '{', '[', '"' -> begin(next);
            case '}', ':' -> lose(next);
            default -> {
                buffer.clear();
                buffer.append(next);
                place = Place.SCALAR;
            }
        }
    }

    private void begin(byte next) {
        buffer.clear();
        lexer.reset();
        watch.reset();
        place = Place.VALUE;
        value(next);
    }

    private void value(byte next) {
        buffer.append(next);
        boolean suspectBefore = lexer.suspect();
        switch (lexer.accept(next)) {
            case END -> end();
            case BROKEN -> {
                place = Place.LOST;
                cut(openings().find(buffer));
            }
            case MORE -> {
                if (lexer.suspect()) {
                    cut(suspectBefore ? openings().atEnd(buffer) : openings().find(buffer));
                } else if (!inList && dialect.enveloped()) {
                    enterList(next);
                }
            }
        }
    }

    private void enterList(byte next) {
        if (watch.opensItems(next, lexer) && (watch.kind().isEmpty() || dialect.isList(watch.kind()))) {
            inList = true;
            enveloped = true;
            place = Place.LIST;
        }
    }

    private void end() {
        boolean envelope = !inList && dialect.enveloped();
        if (envelope && !dialect.knows(watch.kind())) {
            reject(DeadLetterCode.SCHEMA, "the object's kind is neither Event nor EventList of audit.k8s.io");
        } else if (envelope && dialect.isList(watch.kind())) {
            readable = true;
        } else {
            emit();
        }
        place = inList ? Place.LIST : Place.TOP;
    }

    private void emit() {
        if (buffer.overflowed()) {
            reject(DeadLetterCode.LIMIT, "larger than " + limits.maxBytes() + " bytes");
        } else if (lexer.tooDeep()) {
            reject(DeadLetterCode.LIMIT, "nested deeper than " + limits.maxNesting() + " levels");
        } else {
            byte[] item = buffer.copy();
            if (inList) {
                elements.learn(item);
            }
            sink.item(item);
        }
    }

    private void scalar(byte next) {
        if (blank(next) || next == ',' || next == ']' || next == '}') {
            lexer.reset();
            emit();
            place = Place.LIST;
            list(next);
        } else {
            buffer.append(next);
        }
    }

    private void tail(byte next) {
        switch (lexer.accept(next)) {
            case END -> place = Place.TOP;
            case BROKEN -> lose(next);
            case MORE -> enterList(next);
        }
    }

    private void lose(byte next) {
        buffer.clear();
        place = Place.LOST;
        lost(next);
    }

    private void lost(byte next) {
        buffer.append(next);
        cut(openings().atEnd(buffer));
    }

    /** Rejects what stands before a separator and reads again behind it. */
    private void cut(int separator) {
        if (separator < 0) {
            return;
        }
        byte[] rest = buffer.copyFrom(separator + 1);
        long length = buffer.length() - rest.length - 1;
        sink.rejected(DeadLetterCode.PARSE, "brackets or quotes do not match; the next item was found again", length);
        place = inList ? Place.LIST : Place.TOP;
        buffer.clear();
        for (byte again : rest) {
            accept(again);
        }
    }

    private void reject(DeadLetterCode code, String message) {
        sink.rejected(code, message, buffer.length());
    }

    private ItemOpenings openings() {
        return inList ? elements : lines;
    }

    private static boolean blank(byte next) {
        return next == ' ' || next == '\n' || next == '\r' || next == '\t';
    }
}
