// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.bench.normalize;

import java.util.List;

/**
 * Records of one format.
 *
 * @param format the format that they are claimed to be of
 * @param unit what a record is called: events, alerts, lines, records
 * @param reference what the bytes are read with beside
 * @param wanted the rate that is wanted, in units a second; 0 when none is
 * @param records the records, one payload each
 */
public record NormalizeLane(String format, String unit, Reference reference, int wanted, List<byte[]> records) {
    public NormalizeLane {
        records = List.copyOf(records);
    }

    /** A bare reading of the same bytes. */
    public enum Reference {
        /** Jackson's streaming parser, to the end, looking at nothing. */
        JACKSON("Jackson's bare parse"),
        /** A look at every byte, counting ends of lines: no parser reads such lines. */
        BYTES("a bare pass over the bytes");

        private final String words;

        Reference(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }

    /** Bytes of all records. */
    public long bytes() {
        return records.stream().mapToLong(record -> record.length).sum();
    }
}
