// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import io.fairlead.enrich.TestNormalizer;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import io.fairlead.testkit.EventChecks;
import io.fairlead.testkit.Outcome;

/** What Jazzer drives, for the one format that the system property {@value #FORMAT} names: any bytes become a value. */
public final class FormatFuzzer {
    static final String FORMAT = "fuzz.format";

    private static final String NAME = System.getProperty(FORMAT, "auto");

    private FormatFuzzer() {}

    /** Called by Jazzer before its clock starts: loads and instruments what the first record needs. */
    public static void fuzzerInitialize() {
        Samples.of(NAME).forEach(sample -> check(NAME, sample));
    }

    /** Jazzer's entry. */
    public static void fuzzerTestOneInput(byte[] data) {
        check(NAME, data);
    }

    /** Takes the bytes as a record of this format and holds what comes out against what holds for every format. */
    static void check(String format, byte[] data) {
        Outcome outcome = TestNormalizer.outcome(TestNormalizer.raw(format, data));
        if (outcome.events().isEmpty() && outcome.deadLetters().isEmpty()) {
            throw new AssertionError("a record vanished");
        }
        outcome.events().forEach(EventChecks::checkEvent);
        outcome.deadLetters().forEach(letter -> {
            EventChecks.checkDeadLetter(letter);
            if (letter.getCode().equals(DeadLetterCode.INTERNAL.code())) {
                throw new AssertionError(letter.getMessage());
            }
        });
    }
}
