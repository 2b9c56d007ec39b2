// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.judge;

import io.fairlead.detect.correlate.CorrelationState;
import io.fairlead.detect.rule.CorrelationRule;
import java.util.LinkedHashMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The state of one correlation and one group as the job keeps it: as bytes until it is asked, then as the object itself,
 * so that a heap state backend does not write and read it for every event.
 */
final class OpenGroup {
    /** No timer is set. */
    static final long NO_TIMER = Long.MAX_VALUE;

    final String correlationId;
    final String hash;
    final LinkedHashMap<String, String> group;
    long receivedAt = Long.MIN_VALUE;
    long timer = NO_TIMER;
    private byte @Nullable [] bytes;
    private @Nullable CorrelationState state;

    OpenGroup(CorrelationRule rule, String stateHash, LinkedHashMap<String, String> group) {
        this.correlationId = rule.id();
        this.hash = stateHash;
        this.group = group;
        this.state = new CorrelationState(rule);
    }

    /** A group read back. */
    OpenGroup(
            String correlationId,
            String hash,
            LinkedHashMap<String, String> group,
            long receivedAt,
            long timer,
            byte[] bytes) {
        this.correlationId = correlationId;
        this.hash = hash;
        this.group = group;
        this.receivedAt = receivedAt;
        this.timer = timer;
        this.bytes = bytes;
    }

    /** The state, for this rule, to which it belongs. */
    CorrelationState state(CorrelationRule rule) {
        if (state == null) {
            state = CorrelationState.fromBytes(rule, Objects.requireNonNull(bytes));
            bytes = null;
        }
        return state;
    }

    /** The state as bytes. */
    byte[] bytes() {
        return state != null ? state.toBytes() : Objects.requireNonNull(bytes);
    }

    /** A group of its own with the same contents. */
    OpenGroup copy() {
        return new OpenGroup(correlationId, hash, group, receivedAt, timer, bytes());
    }
}
