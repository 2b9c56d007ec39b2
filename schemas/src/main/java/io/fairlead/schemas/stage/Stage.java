// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.schemas.stage;

/**
 * A running stage. Whoever starts it closes it; closing drains what was taken in, then returns.
 *
 * <p>Starting either succeeds whole or throws with one sentence that says what is wrong and how to mend it; nothing
 * half-started stays behind.
 */
public interface Stage extends AutoCloseable {
    /** The stage's name in logs, metrics and health answers, for example {@code ingest}. */
    String name();

    /** What the stage can say of itself now. Cheap: called for every probe. */
    Health health();

    /** Stops taking in, drains, releases everything. Idempotent; returns within 30 seconds. */
    @Override
    void close();
}
