// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.collect;

import io.fairlead.ingest.kafka.Receipt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One file being read. Not thread-safe, but for the receipts.
 *
 * <p>Promise: {@link #position()} never passes a line that Kafka has not acknowledged, nor a part that still waits for
 * its rest. A line that failed is read and sent again, with the same identity.
 */
final class Tail {
    private static final int CHUNK = 64 * 1024;

    /** What came of a look at the file. */
    enum Look {
        READ,
        NOTHING,
        TRUNCATED
    }

    private final SourceConfig source;
    private final Path base;
    private final LineAssembler lines;
    private final LineJoiner joiner;
    private final Unacknowledged unacknowledged;
    private final Deque<Anchor> anchors = new ArrayDeque<>();
    private final Map<String, String> attributes;
    private Path path;
    private Position position;
    private @Nullable FileContent content;
    private long offset;
    private long grewAt;
    private boolean stopping;
    private boolean ended;

    Tail(SourceConfig source, Path base, Path path, Position position, FileContent content, int maxLine) {
        this.source = source;
        this.base = base;
        this.path = path;
        this.attributes = PodPath.attributes(base);
        source.multilineStart().ifPresent(start -> attributes.put("multiline.start", start));
        this.grewAt = position.seenAt();
        this.position = position;
        this.content = content;
        this.lines = new LineAssembler(maxLine);
        this.joiner = source.ofContainers() ? new ContainerJoiner(maxLine) : LineJoiner.none();
        this.unacknowledged = new Unacknowledged(position.offset());
        this.offset = position.offset();
        this.lines.reset(offset);
    }

    SourceConfig source() {
        return source;
    }

    /** The path that the glob names, which rotation does not change. */
    Path base() {
        return base;
    }

    Path path() {
        return path;
    }

    /** The file was found under a path. */
    void seen(Path where, long now) {
        path = where;
        position = position.seen(where, now);
    }

    String identity() {
        return position.identity();
    }

    /** Reads the next chunk, if there is one. */
    Look look(RecordOutput output) throws IOException {
        if (unacknowledged.failed()) {
            return again();
        }
        FileContent open = content();
        if (!open.complete() && (open.size() < offset || !stillTheSame(open))) {
            return Look.TRUNCATED;
        }
        byte[] chunk = new byte[CHUNK];
        int count = open.read(offset, chunk, CHUNK);
        if (count == 0) {
            return Look.NOTHING;
        }
        remember(chunk, count);
        offset += count;
        ended = false;
        lines.feed(chunk, count, line -> take(line, output));
        return Look.READ;
    }

    /** The file does not grow any more: what waits for a line end or for a further part goes out as it is. */
    void end(RecordOutput output) {
        if (ended) {
            return;
        }
        ended = true;
        lines.flush(line -> take(line, output));
        joiner.flush(sending(offset, output));
        unacknowledged.skip(offset);
    }

    /** Something was read at this time. */
    void grew(long now) {
        grewAt = now;
    }

    /** Milliseconds since something was read. */
    long idle(long now) {
        return now - grewAt;
    }

    /** Whether nothing is under way. */
    boolean quiet() {
        return unacknowledged.quiet();
    }

    /** Whether all that was read is acknowledged. */
    boolean settled() {
        return unacknowledged.quiet() && !unacknowledged.failed();
    }

    /** How far the file is read and acknowledged. */
    Position position() {
        long committed = unacknowledged.committed();
        Anchor anchor = position.anchor();
        while (!anchors.isEmpty() && anchors.peek().offset() <= committed) {
            anchor = anchors.remove();
        }
        position = position.at(committed, anchor);
        return position;
    }

    boolean isOpen() {
        return content != null;
    }

    /** Lets go of the file; it is opened again when it is looked at. */
    void release() throws IOException {
        if (content != null) {
            content.close();
            content = null;
        }
    }

    private FileContent content() throws IOException {
        if (content == null) {
            content = FileContent.open(path);
        }
        return content;
    }

    private Look again() {
        if (unacknowledged.quiet()) {
            unacknowledged.restart();
            offset = unacknowledged.committed();
            position();
            anchors.clear();
            lines.reset(offset);
            joiner.reset();
            ended = false;
            stopping = false;
        }
        return Look.NOTHING;
    }

    private boolean stillTheSame(FileContent open) throws IOException {
        Anchor newest = Optional.ofNullable(anchors.peekLast()).orElse(position.anchor());
        return newest.holds(open);
    }

    private void remember(byte[] chunk, int count) {
        for (int i = count; i > 0; i--) {
            if (chunk[i - 1] == '\n') {
                anchors.add(Anchor.behind(offset, chunk, i));
                return;
            }
        }
    }

    private void take(Line line, RecordOutput output) {
        joiner.line(line, sending(line.end(), output));
        unacknowledged.skip(Math.min(line.end(), joiner.heldFrom()));
    }

    private LineJoiner.Output sending(long end, RecordOutput output) {
        return new LineJoiner.Output() {
            @Override
            public void record(long at, byte[] payload, Map<String, String> more) {
                Map<String, String> all = new HashMap<>(attributes);
                all.putAll(more);
                send((tail, receipt) -> output.record(tail, at, payload, all, receipt), end);
            }

            @Override
            public void tooLong(long at, long length) {
                send((tail, receipt) -> output.tooLong(tail, at, length, receipt), end);
            }
        };
    }

    private interface Sending {
        boolean send(Tail tail, Receipt receipt);
    }

    private void send(Sending sending, long end) {
        if (stopping) {
            return;
        }
        Receipt receipt = unacknowledged.expect(Math.min(end, joiner.heldFrom()));
        if (!sending.send(this, receipt)) {
            stopping = true;
            receipt.failed("stopping");
        }
    }
}
