// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.split;

/**
 * Cuts one body into items while it arrives. The items do not depend on how the body is cut into chunks. Holds at most
 * one item; an instance serves one body and one thread.
 */
public interface Splitter {
    /** The next bytes of the body. */
    void feed(byte[] bytes, int offset, int length);

    /**
     * The body has ended: what is left becomes an item or a rejection.
     *
     * @return true when the body was a readable list, even one without items
     */
    boolean finish();
}
