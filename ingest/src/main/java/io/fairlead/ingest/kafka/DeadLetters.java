// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.kafka;

import io.fairlead.schemas.deadletter.DeadLetterCode;
import io.fairlead.schemas.record.DeadLetter;
import io.fairlead.schemas.record.Origin;
import java.time.Instant;

/** Dead letters of this stage: without an excerpt, as nothing is redacted before enrich. */
public final class DeadLetters {
    private DeadLetters() {}

    /**
     * A dead letter for bytes that never reached topic raw.
     *
     * @param message what is wrong, without any value of the original
     * @param length bytes of the original
     */
    public static DeadLetter of(
            Origin origin, String format, Instant at, DeadLetterCode code, String message, long length) {
        return DeadLetter.newBuilder()
                .setStage("ingest")
                .setCode(code.code())
                .setMessage(message)
                .setAt(at)
                .setOrigin(origin)
                .setFormat(format)
                .setLength(length)
                .build();
    }
}
