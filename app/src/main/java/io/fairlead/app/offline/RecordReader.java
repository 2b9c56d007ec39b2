// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.offline;

import io.fairlead.enrich.format.Formats;
import io.fairlead.ingest.split.Dialect;
import io.fairlead.ingest.split.ItemSink;
import io.fairlead.ingest.split.JsonSplitter;
import io.fairlead.ingest.split.Limits;
import io.fairlead.ingest.split.LineSplitter;
import io.fairlead.ingest.split.Splitter;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Cuts files into records with the receivers' own splitters: lines, JSON objects with or without line ends between them,
 * arrays, and {@code EventList}s of audit events; compressed with gzip or not. A report is one record.
 *
 * <p>Holds one record at a time, so files may be of any size.
 */
public final class RecordReader {
    /** Formats whose lines may begin as JSON does. */
    private static final Set<String> LINES =
            Set.of("plain", "plain.multiline", "container", "container.multiline", "auditd");

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final String DAMAGED = "the compressed data are damaged or break off here; records before count";
    /** Longest file that is taken as one record. */
    private static final int MOST_WHOLE = 512 * 1024 * 1024;

    /** A declaration or an element; not a syslog line, which begins with a number in such brackets. */
    private static final Pattern XML = Pattern.compile("\\s*<[?!A-Za-z]");

    /** An object, or a list of them; not a line that begins with a level or a stamp in such brackets. */
    private static final Pattern JSON = Pattern.compile("\\{|\\[\\s*[{\\]]");

    private static final int PEEK = 64 * 1024;
    private static final int CHUNK = 64 * 1024;

    private final Formats formats = Formats.load();
    private final Set<String> reports = Set.copyOf(formats.reports());
    private final String format;
    private final Limits limits;
    private final Consumer<FileRecord> records;
    private final Consumer<FileFault> faults;

    /**
     * A reader for files of one format.
     *
     * @param format the format claimed for the files; {@code auto} looks at the beginning of each
     */
    public RecordReader(String format, Limits limits, Consumer<FileRecord> records, Consumer<FileFault> faults) {
        this.format = format;
        this.limits = limits;
        this.records = records;
        this.faults = faults;
    }

    /**
     * Reads a file; {@code -} is standard input. Of a compressed file that breaks off, everything before the break is
     * handed over and the break is a fault.
     *
     * @param whole whether the file is one record, whatever it holds; one of a format of reports always is, and so are XML and
     *     reports that are a table or tags, which their beginning tells
     */
    public void read(String file, InputStream standardInput, boolean whole) throws IOException {
        if (file.equals("-")) {
            open(file, new BufferedInputStream(standardInput, CHUNK), whole, Optional.empty());
            return;
        }
        Path path = Path.of(file);
        try (BufferedInputStream in = new BufferedInputStream(Files.newInputStream(path), CHUNK)) {
            open(file, in, whole, Optional.of(path).filter(Files::isRegularFile));
        }
    }

    private void open(String file, BufferedInputStream in, boolean whole, Optional<Path> path) throws IOException {
        if (!isGzip(in)) {
            read(file, in, whole, path, () -> false);
            return;
        }
        PackedInput packed = PackedInput.of(in);
        read(file, new BufferedInputStream(packed, CHUNK), whole, Optional.empty(), packed::damaged);
    }

    private void read(String file, BufferedInputStream in, boolean whole, Optional<Path> sized, BooleanSupplier damaged)
            throws IOException {
        skipByteOrderMark(in);
        if (whole || reports.contains(format) || !LINES.contains(format) && isWhole(in)) {
            whole(file, sized.isEmpty() ? in.readNBytes(MOST_WHOLE + 1) : exact(sized.get(), in), damaged);
        } else {
            cut(file, in, damaged);
        }
    }

    /** The bytes of a file whose length is known: a large report must not be held twice. */
    private static byte[] exact(Path path, InputStream in) throws IOException {
        byte[] bytes = new byte[(int) Math.min(Files.size(path), MOST_WHOLE + 1L)];
        int length = in.readNBytes(bytes, 0, bytes.length);
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    private void whole(String file, byte[] bytes, BooleanSupplier damaged) {
        if (bytes.length > MOST_WHOLE) {
            String message = "the file is longer than the " + MOST_WHOLE + " bytes that are taken as one";
            faults.accept(new FileFault(file, 1, DeadLetterCode.LIMIT, message));
        } else if (damaged.getAsBoolean()) {
            faults.accept(new FileFault(file, 1, DeadLetterCode.PARSE, DAMAGED));
        } else {
            records.accept(new FileRecord(file, 1, 0, bytes));
        }
    }

    /** Whether no line of the file would say what it is. */
    private boolean isWhole(BufferedInputStream in) throws IOException {
        in.mark(PEEK);
        byte[] bytes = in.readNBytes(PEEK);
        in.reset();
        String head = new String(bytes, StandardCharsets.UTF_8).stripLeading();
        return XML.matcher(head).lookingAt() || format.equals(Formats.AUTO) && !isJson(head) && formats.isReport(head);
    }

    private static boolean isJson(String head) {
        return JSON.matcher(head).lookingAt();
    }

    private void cut(String file, BufferedInputStream in, BooleanSupplier damaged) throws IOException {
        in.mark(PEEK);
        byte[] head = in.readNBytes(PEEK);
        in.reset();
        Numbering numbering = new Numbering(file);
        Splitter splitter = splitter(head, numbering);
        byte[] chunk = new byte[CHUNK];
        for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
            int from = 0;
            for (int i = 0; i < length; i++) {
                if (chunk[i] == '\n') {
                    splitter.feed(chunk, from, i + 1 - from);
                    numbering.line++;
                    from = i + 1;
                }
            }
            splitter.feed(chunk, from, length - from);
        }
        if (damaged.getAsBoolean()) {
            // what waits is a piece of a record: nobody must take it for one
            faults.accept(new FileFault(file, numbering.line, DeadLetterCode.PARSE, DAMAGED));
        } else {
            splitter.finish();
        }
    }

    private Splitter splitter(byte[] head, ItemSink sink) {
        String text = new String(head, StandardCharsets.UTF_8).stripLeading();
        boolean json = isJson(text);
        boolean audit = format.equals("kubernetes.audit")
                || (format.equals("auto")
                        && json
                        && (text.contains("\"audit.k8s.io/") || text.contains("\"auditID\"")));
        if (audit) {
            return new JsonSplitter(limits, Dialect.KUBERNETES_AUDIT, sink);
        }
        if (LINES.contains(format) || !json) {
            return new LineSplitter(limits, false, sink);
        }
        return new JsonSplitter(limits, Dialect.OBJECTS, sink);
    }

    private static void skipByteOrderMark(BufferedInputStream in) throws IOException {
        in.mark(BYTE_ORDER_MARK.length);
        if (!Arrays.equals(in.readNBytes(BYTE_ORDER_MARK.length), BYTE_ORDER_MARK)) {
            in.reset();
        }
    }

    private static boolean isGzip(BufferedInputStream in) throws IOException {
        in.mark(2);
        int first = in.read();
        int second = in.read();
        in.reset();
        return first == 0x1f && second == 0x8b;
    }

    /** Gives each item the line on which it starts. */
    private final class Numbering implements ItemSink {
        private final String file;
        private long line = 1;
        private long index;

        private Numbering(String file) {
            this.file = file;
        }

        @Override
        public void item(byte[] bytes) {
            long breaks = 0;
            for (byte each : bytes) {
                breaks += each == '\n' ? 1 : 0;
            }
            records.accept(new FileRecord(file, line - breaks, index++, bytes));
        }

        @Override
        public void rejected(DeadLetterCode code, String message, long length) {
            faults.accept(new FileFault(file, line, code, message));
        }
    }
}
