// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.ecs.EventTime;
import java.time.Instant;
import java.util.List;

/** When a scan was. */
final class Stamps {
    private static final int WITHOUT_ZONE = "2026-11-22T15:00:00".length();
    private static final long MILLISECONDS_FROM = 100_000_000_000L;

    private Stamps() {}

    /** The first time that is told, or the time of receipt: not every scanner says when it scanned. */
    static EventTime of(Finding report, List<String> references, Instant receivedAt) {
        for (String reference : references) {
            for (JsonNode node : report.nodes(reference)) {
                String stamp = stamp(node);
                // Go's zero time is none
                if (!stamp.isEmpty() && !stamp.startsWith("0001-01-01")) {
                    return EventTime.of(stamp, receivedAt);
                }
            }
        }
        return EventTime.received(receivedAt);
    }

    /** As RFC 3339; a stamp without a zone is one in UTC. */
    private static String stamp(JsonNode node) {
        if (node.isIntegralNumber()) {
            long number = node.asLong();
            boolean millis = Math.abs(number) >= MILLISECONDS_FROM;
            return (millis ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number)).toString();
        }
        String text = node.asText();
        return text.length() == WITHOUT_ZONE ? text.replace(' ', 'T') + "Z" : text;
    }
}
