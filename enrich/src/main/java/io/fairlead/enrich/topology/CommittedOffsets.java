// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.topology;

import java.util.OptionalLong;

/** Where the group will go on reading a partition of raw. */
@FunctionalInterface
interface CommittedOffsets {
    /** The offset of the next record to read, or empty when nothing was ever committed or it cannot be found out. */
    OptionalLong next(int partition);
}
