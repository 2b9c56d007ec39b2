// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.multiline;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.fairlead.enrich.format.Coalescer;
import io.fairlead.enrich.format.multiline.Traces.Kind;
import io.fairlead.schemas.record.RawLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Joins the lines of one log that belong together: parts of a line that a runtime cut, then stack traces and continued
 * lines, or whatever follows a first line where the attribute {@value #START} says by an expression what those look like.
 * Standard output and standard error are joined apart.
 *
 * <p>A line that nothing can follow comes out at once. What could go on is let go by the first line that does not belong to
 * it, two seconds after its last line, at {@value #MOST_BYTES} bytes, or at {@value #MOST_LINES} lines. A line that is sent
 * again after it was joined counts once: the last {@value #REMEMBERED} of them are remembered.
 */
final class LineCoalescer implements Coalescer {
    /** The attribute with the expression that first lines match. */
    static final String START = "multiline.start";

    /** Most bytes that are joined; a line as long as this stands alone. */
    static final int MOST_BYTES = 192 * 1024;

    /** Most lines that are joined. */
    static final int MOST_LINES = 1_000;

    /** Most lines that are remembered of what was joined. */
    static final int REMEMBERED = 512;

    private static final byte VERSION = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Function<byte[], Optional<Written>> reader;
    private final Map<String, Open> outputs = new TreeMap<>();
    private final ArrayDeque<Long> remembered = new ArrayDeque<>();
    private String told = "";
    private @Nullable Pattern start;
    private boolean changed;

    LineCoalescer(Function<byte[], Optional<Written>> reader) {
        this.reader = reader;
    }

    @Override
    public List<Joined> add(RawLog raw) {
        List<Joined> done = new ArrayList<>();
        byte[] bytes = new byte[raw.getPayload().remaining()];
        raw.getPayload().duplicate().get(bytes);
        Optional<Written> read = reader.apply(bytes);
        if (read.isEmpty()) {
            done.addAll(flush());
            done.add(new Joined.Whole(cleaned(raw)));
            return done;
        }
        Written line = read.get();
        if (!line.stream().isEmpty() && bytes[0] == '{') {
            return written(onOneLine(raw, bytes), line, done);
        }
        return written(raw, line, done);
    }

    private List<Joined> written(RawLog raw, Written line, List<Joined> done) {
        long mark = Gathered.mark(raw.getId());
        Open open = outputs.computeIfAbsent(line.stream(), any -> new Open());
        if (open.holds(mark) || remembered.contains(mark)) {
            return done;
        }
        settle(raw);
        part(open, raw, line, done);
        return done;
    }

    /** Line ends within a line of JSON are escapes that a sender has decoded; joined lines are told apart by theirs. */
    private static RawLog onOneLine(RawLog raw, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8).strip();
        return text.indexOf('\n') < 0
                ? raw
                : RawLog.newBuilder(raw)
                        .setPayload(ByteBuffer.wrap(text.replace("\n", "\\n").getBytes(StandardCharsets.UTF_8)))
                        .build();
    }

    /** Adds a line to the parts that wait, and goes on with them when it ends them. */
    private void part(Open open, RawLog raw, Written line, List<Joined> done) {
        int length = raw.getPayload().remaining();
        Gathered parts = open.parts;
        if (parts != null && parts.size() + length > MOST_BYTES) {
            line(open, parts, open.partText.toString(), done);
            parts = null;
        }
        if (parts == null) {
            open.partText = new StringBuilder();
            parts = Gathered.of(raw);
        } else {
            parts.add(raw);
        }
        open.parts = null;
        changed |= parts.count() > 1;
        if (line.partial() && parts.size() < MOST_BYTES) {
            changed = true;
            open.parts = parts;
            open.partText.append(line.content());
        } else {
            line(open, parts, open.partText.append(line.content()).toString(), done);
        }
    }

    /** A whole line: it goes on with what waits, or begins something, or is on its own. */
    private void line(Open open, Gathered line, String text, List<Joined> done) {
        Gathered lines = open.lines;
        boolean small = line.size() < MOST_BYTES;
        if (lines != null) {
            changed = true;
            Kind next = small && fits(lines, line) ? next(open.kind, text) : Kind.NONE;
            if (next != Kind.NONE) {
                lines.addAll(line);
                open.kind = next;
                if (next == Kind.LAST) {
                    emit(lines, done);
                    open.lines = null;
                }
                return;
            }
            emit(lines, done);
            open.lines = null;
        }
        Kind opened = small ? opened(text) : Kind.NONE;
        if (opened == Kind.NONE) {
            emit(line, done);
        } else {
            changed = true;
            open.lines = line;
            open.kind = opened;
        }
    }

    private static boolean fits(Gathered lines, Gathered line) {
        return lines.size() + line.size() < MOST_BYTES && lines.count() + line.count() <= MOST_LINES;
    }

    private Kind opened(String text) {
        Pattern first = start;
        return first == null ? Traces.opened(text) : Kind.TOLD;
    }

    private Kind next(Kind kind, String text) {
        Pattern first = start;
        if (first == null) {
            return Traces.next(kind, text);
        }
        return first.matcher(text).find() ? Kind.NONE : Kind.TOLD;
    }

    /** Takes up the expression of the source; one that cannot be read is none. */
    private void settle(RawLog raw) {
        String written = raw.getAttributes().getOrDefault(START, "");
        if (!written.equals(told)) {
            told = written;
            start = compiled(written);
        }
    }

    private static @Nullable Pattern compiled(String written) {
        try {
            return written.isEmpty() ? null : Pattern.compile(written);
        } catch (PatternSyntaxException unreadable) {
            return null;
        }
    }

    private void emit(Gathered gathered, List<Joined> done) {
        if (gathered.count() > 1) {
            gathered.marks().forEach(remembered::addLast);
            while (remembered.size() > REMEMBERED) {
                remembered.removeFirst();
            }
        }
        done.add(new Joined.Whole(cleaned(gathered.joined())));
    }

    /** What was told of first lines is no part of the record. */
    private static RawLog cleaned(RawLog raw) {
        if (!raw.getAttributes().containsKey(START)) {
            return raw;
        }
        Map<String, String> attributes = new HashMap<>(raw.getAttributes());
        attributes.remove(START);
        return RawLog.newBuilder(raw).setAttributes(attributes).build();
    }

    @Override
    public List<Joined> advance(Instant now) {
        Instant bound = now.minus(PATIENCE);
        List<Joined> done = new ArrayList<>();
        for (Open open : outputs.values()) {
            Gathered parts = open.parts;
            if (parts != null && !parts.last().isAfter(bound)) {
                changed = true;
                open.parts = null;
                line(open, parts, open.partText.toString(), done);
            }
            Gathered lines = open.lines;
            if (lines != null && !lines.last().isAfter(bound)) {
                changed = true;
                open.lines = null;
                emit(lines, done);
            }
        }
        return done;
    }

    @Override
    public List<Joined> flush() {
        return advance(Instant.MAX);
    }

    @Override
    public int held() {
        int held = 0;
        for (Open open : outputs.values()) {
            held += open.held();
        }
        return held;
    }

    @Override
    public boolean changed() {
        return changed;
    }

    @Override
    public byte[] state() {
        changed = false;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeUTF(told);
            out.writeInt(remembered.size());
            for (long mark : remembered) {
                out.writeLong(mark);
            }
            out.writeInt(outputs.size());
            for (Map.Entry<String, Open> output : outputs.entrySet()) {
                out.writeUTF(output.getKey());
                output.getValue().write(out);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return bytes.toByteArray();
    }

    @Override
    public void restore(byte[] state) {
        outputs.clear();
        remembered.clear();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state))) {
            if (in.readByte() != VERSION) {
                throw new IOException("another version");
            }
            told = in.readUTF();
            start = compiled(told);
            for (int count = in.readInt(); count > 0; count--) {
                remembered.addLast(in.readLong());
            }
            for (int count = in.readInt(); count > 0; count--) {
                outputs.put(in.readUTF(), Open.read(in));
            }
        } catch (IOException | RuntimeException e) {
            outputs.clear();
            remembered.clear();
            throw new IllegalArgumentException("no state of a coalescer of lines: " + e.getMessage(), e);
        }
    }
}
