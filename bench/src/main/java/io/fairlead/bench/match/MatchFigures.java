// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.bench.match;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What one run measured, on one thread. Rates are the median of rounds in which all contenders took turns.
 *
 * @param eventsPerSecond from the bytes of an event to the rules that match, nothing kept from one event to the next
 * @param parseOnlyPerSecond Jackson's streaming parser over the same bytes, looking at nothing
 * @param naivePerSecond from the bytes to the rules, one rule after the other on a tree; of a part of the events
 * @param rules rules that were asked
 * @param events events of the lane
 * @param matches rules that matched, over all events of the lane
 * @param compileMillis from rule files to the compiled set, once
 * @param indexBytes heap that the compiled set takes beside the rules
 * @param explainedPerSecond as eventsPerSecond, with the explanation of every match
 * @param routedPerSecond as eventsPerSecond, each event put only to rules of its product, category and service
 * @param rememberedPerSecond as eventsPerSecond, with literals that were found in a value remembered across events
 */
public record MatchFigures(
        @JsonProperty("events_per_s") long eventsPerSecond,
        @JsonProperty("parse_only_per_s") long parseOnlyPerSecond,
        @JsonProperty("naive_per_s") long naivePerSecond,
        @JsonProperty("rules") int rules,
        @JsonProperty("events") int events,
        @JsonProperty("matches") long matches,
        @JsonProperty("compile_ms") long compileMillis,
        @JsonProperty("index_bytes") long indexBytes,
        @JsonIgnore long explainedPerSecond,
        @JsonIgnore long routedPerSecond,
        @JsonIgnore long rememberedPerSecond) {

    /** How the rate stands to parsing alone. */
    @JsonIgnore
    public double ratioToParsing() {
        return (double) eventsPerSecond / Math.max(1, parseOnlyPerSecond);
    }

    /** How the rate stands to asking one rule after the other. */
    @JsonIgnore
    public double ratioToNaive() {
        return (double) eventsPerSecond / Math.max(1, naivePerSecond);
    }
}
