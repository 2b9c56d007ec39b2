// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich;

import io.fairlead.enrich.redact.SecretKind;
import io.fairlead.schemas.record.Event;
import java.util.List;
import java.util.Map;

/**
 * What became of one raw record: events and rejections, together at least one.
 *
 * @param events what was understood, in the order it stood in the record
 * @param rejected what was not
 * @param redactions replaced values by kind
 */
public record Normalized(List<Event> events, List<Rejected> rejected, Map<SecretKind, Integer> redactions) {
    public Normalized {
        events = List.copyOf(events);
        rejected = List.copyOf(rejected);
        redactions = Map.copyOf(redactions);
    }
}
