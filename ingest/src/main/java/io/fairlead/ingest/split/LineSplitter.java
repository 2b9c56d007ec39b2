// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.split;

import io.fairlead.schemas.deadletter.DeadLetterCode;

/**
 * Cuts a body at line feeds. A carriage return before one belongs to the line end; blank lines are no items; the last
 * line needs no line feed.
 */
public final class LineSplitter implements Splitter {
    private final Limits limits;
    private final boolean json;
    private final ItemSink sink;
    private final ItemBuffer buffer;

    /**
     * Lines of text or of JSON.
     *
     * @param json whether the depth of brackets in a line is bounded
     */
    public LineSplitter(Limits limits, boolean json, ItemSink sink) {
        this.limits = limits;
        this.json = json;
        this.sink = sink;
        this.buffer = new ItemBuffer(limits.maxBytes());
    }

    @Override
    public void feed(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == '\n') {
                line();
            } else {
                buffer.append(bytes[i]);
            }
        }
    }

    @Override
    public boolean finish() {
        line();
        return false;
    }

    private void line() {
        if (buffer.size() > 0 && buffer.last() == '\r') {
            buffer.dropLast();
        }
        if (buffer.overflowed()) {
            sink.rejected(DeadLetterCode.LIMIT, "larger than " + limits.maxBytes() + " bytes", buffer.length());
        } else if (buffer.size() > 0) {
            emit(buffer.copy());
        }
        buffer.clear();
    }

    private void emit(byte[] line) {
        if (blank(line)) {
            return;
        }
        if (json && tooDeep(line)) {
            String message = "nested deeper than " + limits.maxNesting() + " levels";
            sink.rejected(DeadLetterCode.LIMIT, message, line.length);
        } else {
            sink.item(line);
        }
    }

    private boolean tooDeep(byte[] line) {
        JsonLexer lexer = new JsonLexer(limits.maxNesting());
        for (byte next : line) {
            if (lexer.accept(next) == JsonLexer.Step.BROKEN) {
                return lexer.tooDeep();
            }
        }
        return lexer.tooDeep();
    }

    private static boolean blank(byte[] line) {
        for (byte next : line) {
            if (next != ' ' && next != '\t') {
                return false;
            }
        }
        return true;
    }
}
