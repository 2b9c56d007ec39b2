// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.filter;

import java.util.List;

/**
 * What a rule set with its filters says of one event.
 *
 * @param standing matches that stand, in the order of the set
 * @param withdrawn matches that filters withdraw
 * @param expired ids of filters that would have withdrawn a match, had they not expired
 */
public record Verdict(List<Standing> standing, List<Withdrawn> withdrawn, List<String> expired) {
    /** No rule matched. */
    static final Verdict NOTHING = new Verdict(List.of(), List.of(), List.of());

    public Verdict {
        standing = List.copyOf(standing);
        withdrawn = List.copyOf(withdrawn);
        expired = List.copyOf(expired);
    }
}
