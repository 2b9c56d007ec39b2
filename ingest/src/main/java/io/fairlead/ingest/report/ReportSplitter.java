// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.report;

import io.fairlead.ingest.split.ItemSink;
import io.fairlead.ingest.split.Limits;
import io.fairlead.ingest.split.Splitter;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;

/**
 * Takes a body as one report. One that a record can hold is one item, its bytes unchanged, whatever it is written in. A
 * longer one is kept in a file that has no name any more, and is cut into items at its lists of findings when it is whole;
 * where that cannot be, it is one rejection.
 */
public final class ReportSplitter implements Splitter {
    /** Many reports may be on their way at once. */
    private static final int IN_MEMORY = 1024 * 1024;

    private final Limits limits;
    private final Optional<Set<String>> lists;
    private final ItemSink sink;
    private final Spool spool;

    /**
     * A splitter for one report.
     *
     * @param lists names of the lists at which it may be cut; empty when it must not be
     */
    public ReportSplitter(Limits limits, Optional<Set<String>> lists, ItemSink sink) {
        this.limits = limits;
        this.lists = lists;
        this.sink = sink;
        this.spool = new Spool(Math.min(limits.maxBytes(), IN_MEMORY));
    }

    @Override
    public void feed(byte[] bytes, int offset, int length) {
        try {
            spool.write(bytes, offset, length);
        } catch (IOException e) {
            throw new UncheckedIOException("a report cannot be kept in a temporary file", e);
        }
    }

    @Override
    public boolean finish() {
        try (spool) {
            if (spool.length() <= limits.maxBytes()) {
                byte[] bytes = spool.bytes(0, spool.length());
                boolean blank = new String(bytes, java.nio.charset.StandardCharsets.UTF_8).isBlank();
                if (!blank) {
                    sink.item(bytes);
                }
                return !blank;
            }
            if (lists.isEmpty()) {
                String message = "the report is longer than the " + limits.maxBytes()
                        + " bytes that a record may have, and reports of this format are not cut";
                sink.rejected(DeadLetterCode.LIMIT, message, spool.length());
                return false;
            }
            return new ReportCutter(spool, limits, lists.get(), sink).cut();
        } catch (IOException e) {
            throw new UncheckedIOException("a report cannot be read from its temporary file", e);
        }
    }
}
