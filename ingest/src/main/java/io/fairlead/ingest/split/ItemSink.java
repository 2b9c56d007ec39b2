// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.split;

import io.fairlead.schemas.deadletter.DeadLetterCode;

/** Takes what a splitter finds, in the order of the body. */
public interface ItemSink {
    /** One whole item, its bytes unchanged. The array is the sink's to keep. */
    void item(byte[] bytes);

    /**
     * A part of the body that is no item.
     *
     * @param message what is wrong, without any value of the original
     * @param length bytes the part had; 0 when what is missing never arrived
     */
    void rejected(DeadLetterCode code, String message, long length);
}
