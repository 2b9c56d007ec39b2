// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.collect;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Joins the parts a container runtime made of a long line, for stdout and stderr apart. The record looks like one line
 * of the runtime with the first part's time. Lines in no known form pass unchanged.
 */
final class ContainerJoiner implements LineJoiner {
    private static final String STREAM = "cri.stream";

    private final int cap;
    private final Map<String, Held> held = new LinkedHashMap<>();

    ContainerJoiner(int cap) {
        this.cap = cap;
    }

    /** Parts that wait for their rest. */
    private static final class Held {
        private final long offset;
        private final ContainerLine first;
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private long length;

        Held(long offset, ContainerLine first) {
            this.offset = offset;
            this.first = first;
        }
    }

    @Override
    public void line(Line line, Output output) {
        if (line.tooLong()) {
            output.tooLong(line.offset(), line.length());
            return;
        }
        Optional<ContainerLine> read = ContainerLine.of(line.bytes());
        if (read.isEmpty()) {
            if (line.bytes().length > 0) {
                output.record(line.offset(), line.bytes(), Map.of());
            }
            return;
        }
        ContainerLine part = read.get();
        Held parts = held.computeIfAbsent(part.stream(), stream -> new Held(line.offset(), part));
        parts.length += part.content().length;
        if (parts.length <= cap) {
            parts.content.writeBytes(part.content());
        }
        if (!part.partial()) {
            held.remove(part.stream());
            emit(parts, output);
        }
    }

    @Override
    public void flush(Output output) {
        while (!held.isEmpty()) {
            String stream = held.keySet().iterator().next();
            Held parts = held.remove(stream);
            if (parts != null) {
                emit(parts, output);
            }
        }
    }

    @Override
    public void reset() {
        held.clear();
    }

    @Override
    public long heldFrom() {
        return held.values().stream().mapToLong(parts -> parts.offset).min().orElse(Long.MAX_VALUE);
    }

    private void emit(Held parts, Output output) {
        if (parts.length > cap) {
            output.tooLong(parts.offset, parts.length);
            return;
        }
        ByteArrayOutputStream payload = new ByteArrayOutputStream(parts.content.size() + 64);
        payload.writeBytes(parts.first.prefix());
        payload.writeBytes(parts.content.toByteArray());
        payload.writeBytes(parts.first.suffix());
        output.record(parts.offset, payload.toByteArray(), Map.of(STREAM, parts.first.stream()));
    }
}
