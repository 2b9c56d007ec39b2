// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.collect;

import java.util.Map;

/** Makes records of lines: one each, or one of several where a runtime has cut a long line. One instance a file. */
interface LineJoiner {
    /** The next line. */
    void line(Line line, Output output);

    /** The file has ended: parts that wait for their rest go out as they are. */
    void flush(Output output);

    /** Forgets parts that wait. */
    void reset();

    /** Where the first part begins that waits for its rest; {@code Long.MAX_VALUE} when none waits. */
    long heldFrom();

    /** Takes the records. */
    interface Output {
        /** A record that begins at an offset, with what is known beside its bytes. */
        void record(long offset, byte[] payload, Map<String, String> attributes);

        /** A record longer than allowed. */
        void tooLong(long offset, long length);
    }

    /** Every line is a record. */
    static LineJoiner none() {
        return new LineJoiner() {
            @Override
            public void line(Line line, Output output) {
                if (line.tooLong()) {
                    output.tooLong(line.offset(), line.length());
                } else if (line.bytes().length > 0) {
                    output.record(line.offset(), line.bytes(), Map.of());
                }
            }

            @Override
            public void flush(Output output) {}

            @Override
            public void reset() {}

            @Override
            public long heldFrom() {
                return Long.MAX_VALUE;
            }
        };
    }
}
