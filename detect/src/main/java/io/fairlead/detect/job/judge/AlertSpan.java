// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.judge;

import java.io.Serializable;

/**
 * Which alerts count, by the receipt of the last event of their evidence, in milliseconds since the epoch.
 *
 * @param from the first instant that counts
 * @param to the first instant that does not
 */
public record AlertSpan(long from, long to) implements Serializable {
    /** All of them. */
    public static final AlertSpan ALL = new AlertSpan(Long.MIN_VALUE, Long.MAX_VALUE);

    /** Whether an alert of this receipt time counts. */
    public boolean holds(long receivedAt) {
        return receivedAt >= from && receivedAt < to;
    }
}
