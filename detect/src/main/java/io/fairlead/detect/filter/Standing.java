// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.filter;

import io.fairlead.detect.match.Match;
import java.util.List;

/**
 * A match that no filter withdraws.
 *
 * @param match the match
 * @param considered ids of the filters that name its rule and did not exclude the event
 */
public record Standing(Match match, List<String> considered) {
    public Standing {
        considered = List.copyOf(considered);
    }
}
