// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.offline;

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
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * Cuts files into records with the receivers' own splitters: lines, JSON objects with or without line ends between them,
 * arrays, and {@code EventList}s of audit events; compressed with gzip or not.
 *
 * <p>Holds one record at a time, so files may be of any size.
 */
public final class RecordReader {
    private static final Set<String> LINES = Set.of(
            "plain",
            "plain.multiline",
            "container",
            "container.multiline",
            "auditd",
            "nginx_ingress_controller.access",
            "coredns.log");

    /** Formats that come as lines or as JSON. */
    private static final Set<String> EITHER = Set.of(
            "auto",
            "syslog",
            "container_runtime",
            "distribution.access",
            "envoyproxy.access",
            "kubernetes.component",
            "linkerd.access",
            "portworx.alert");

    private static final int PEEK = 64 * 1024;
    private static final int CHUNK = 64 * 1024;

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
     * Reads a file; {@code -} is standard input.
     *
     * @param whole whether the file is one record, whatever it holds
     */
    public void read(String file, InputStream standardInput, boolean whole) throws IOException {
        if (file.equals("-")) {
            open(file, new BufferedInputStream(standardInput, CHUNK), whole);
            return;
        }
        try (BufferedInputStream in = new BufferedInputStream(Files.newInputStream(Path.of(file)), CHUNK)) {
            open(file, in, whole);
        }
    }

    private void open(String file, BufferedInputStream in, boolean whole) throws IOException {
        BufferedInputStream plain = isGzip(in) ? new BufferedInputStream(new GZIPInputStream(in, CHUNK), CHUNK) : in;
        if (whole) {
            whole(file, plain);
        } else {
            cut(file, plain);
        }
    }

    private void whole(String file, BufferedInputStream in) throws IOException {
        byte[] bytes = in.readNBytes(limits.maxBytes() + 1);
        if (bytes.length > limits.maxBytes()) {
            String message = "the file is longer than the " + limits.maxBytes() + " bytes that a record may have";
            faults.accept(new FileFault(file, 1, DeadLetterCode.LIMIT, message));
        } else {
            records.accept(new FileRecord(file, 1, 0, bytes));
        }
    }

    private void cut(String file, BufferedInputStream in) throws IOException {
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
        splitter.finish();
    }

    private Splitter splitter(byte[] head, ItemSink sink) {
        String text = new String(head, StandardCharsets.UTF_8).stripLeading();
        boolean json = text.startsWith("{") || text.startsWith("[");
        boolean audit = format.equals("kubernetes.audit")
                || (format.equals("auto")
                        && json
                        && (text.contains("\"audit.k8s.io/") || text.contains("\"auditID\"")));
        if (audit) {
            return new JsonSplitter(limits, Dialect.KUBERNETES_AUDIT, sink);
        }
        if (LINES.contains(format) || (EITHER.contains(format) && !json)) {
            return new LineSplitter(limits, false, sink);
        }
        return new JsonSplitter(limits, Dialect.OBJECTS, sink);
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
