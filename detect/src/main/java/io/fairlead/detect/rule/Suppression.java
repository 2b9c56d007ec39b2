// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.rule;

import java.time.Duration;
import java.util.List;

/**
 * When alerts of one rule are swallowed: of those with one key in one window the first stands.
 *
 * @param by fields of the document, or group-by names of a correlation, whose values make the key; empty: every alert of
 *     the rule has the same
 * @param window length of the windows, which lie end to end from 1970-01-01T00:00:00Z on
 */
public record Suppression(List<String> by, Duration window) {
    public Suppression {
        by = List.copyOf(by);
    }
}
