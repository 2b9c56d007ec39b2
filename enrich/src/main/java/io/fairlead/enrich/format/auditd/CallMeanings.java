// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.auditd;

/** What system calls mean. */
final class CallMeanings {
    private static final MeaningTable TABLE = new MeaningTable("call-meanings");
    private static final Meaning ANY = TABLE.of("*").orElseThrow();

    private CallMeanings() {}

    /** What the call means: at least that a process did something. */
    static Meaning of(String call) {
        return TABLE.of(call).orElse(ANY);
    }
}
