// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.job.replay;

/** Hears how far a replay is, about twice a second. */
public interface ProgressListener {
    /** Hears nothing. */
    ProgressListener SILENT = (done, total) -> {};

    /**
     * How far it is.
     *
     * @param done records judged so far
     * @param total records to judge; an upper bound, as topics hold marks of transactions too
     */
    void progress(long done, long total);
}
