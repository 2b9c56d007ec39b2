// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.split;

import io.fairlead.schemas.deadletter.DeadLetterCode;

/** Leaves a body whole: one item, for what is no JSON and has no lines, like XML. A body without bytes is no item. */
public final class WholeSplitter implements Splitter {
    private final Limits limits;
    private final ItemSink sink;
    private final ItemBuffer buffer;

    public WholeSplitter(Limits limits, ItemSink sink) {
        this.limits = limits;
        this.sink = sink;
        this.buffer = new ItemBuffer(limits.maxBytes());
    }

    @Override
    public void feed(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            buffer.append(bytes[i]);
        }
    }

    @Override
    public boolean finish() {
        if (buffer.overflowed()) {
            sink.rejected(DeadLetterCode.LIMIT, "larger than " + limits.maxBytes() + " bytes", buffer.length());
        } else if (buffer.size() > 0) {
            sink.item(buffer.copy());
        }
        buffer.clear();
        return false;
    }
}
