// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.correlate;

/** What became of a match that was offered to a correlation. */
public enum Admission {
    /** It waits until the watermark has passed it. */
    BUFFERED,
    /** The same match is already there; nothing changed. */
    DUPLICATE,
    /** It is not later than the watermark: windows that hold it are decided. Count it and remember its time for replay. */
    LATE,
    /** The group is full. Count it: the correlation may miss something. */
    OVERFLOW
}
