// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.schemas.stage;

import java.util.List;

/**
 * Whether a stage lives and takes work.
 *
 * @param live false when only a restart helps
 * @param ready true when the stage takes and passes on work now
 * @param reasons why it is not live or not ready, one sentence each; empty when all is well
 */
public record Health(boolean live, boolean ready, List<String> reasons) {
    public Health {
        reasons = List.copyOf(reasons);
    }

    /** All is well. */
    public static Health up() {
        return new Health(true, true, List.of());
    }

    /** Lives, but does not take work now. */
    public static Health notReady(String reason) {
        return new Health(true, false, List.of(reason));
    }

    /** Only a restart helps. */
    public static Health dead(String reason) {
        return new Health(false, false, List.of(reason));
    }
}
