// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.bench.normalize;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What one lane measured, on one thread: medians of rounds in which both took turns.
 *
 * @param format the format
 * @param unit what is counted
 * @param perSecond units a second by the clock on the wall: parsed, normalised, redacted and written as JSON
 * @param perCpuSecond the same by the processor time of the thread, which other work on the machine does not count in
 * @param wanted units a second that are wanted; 0 when none are
 * @param reference what the bytes were read with beside
 * @param referencePerSecond units a second of that, by the clock on the wall
 * @param ratio the rate beside the reference's, both by processor time
 * @param records records of a round
 * @param documents documents of a round
 * @param deadLetters records of a round that were not understood
 * @param bytesRead bytes of the records
 * @param bytesWritten bytes of the documents
 */
public record NormalizeFigures(
        @JsonProperty("format") String format,
        @JsonProperty("unit") String unit,
        @JsonProperty("per_s") long perSecond,
        @JsonProperty("per_cpu_s") long perCpuSecond,
        @JsonProperty("wanted_per_s") int wanted,
        @JsonProperty("reference") String reference,
        @JsonProperty("reference_per_s") long referencePerSecond,
        @JsonProperty("ratio") double ratio,
        @JsonProperty("records") int records,
        @JsonProperty("documents") long documents,
        @JsonProperty("dead_letters") long deadLetters,
        @JsonProperty("bytes_read") long bytesRead,
        @JsonProperty("bytes_written") long bytesWritten) {}
