// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.testkit;

import io.fairlead.schemas.record.DeadLetter;
import io.fairlead.schemas.record.Event;
import java.util.List;

/**
 * What came of one raw record.
 *
 * @param events what was understood
 * @param deadLetters what was set aside
 */
public record Outcome(List<Event> events, List<DeadLetter> deadLetters) {
    public Outcome {
        events = List.copyOf(events);
        deadLetters = List.copyOf(deadLetters);
    }
}
