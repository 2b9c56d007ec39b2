// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.match.text;

/** Takes what an index finds. */
public interface Hits {
    /**
     * A literal was found.
     *
     * @param question what was asked with it
     * @param value the value that holds it
     */
    void hit(int question, int value);
}
