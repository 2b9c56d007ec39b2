// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.deadletter;

import io.fairlead.schemas.record.DeadLetter;
import java.util.Optional;

/**
 * Which dead letters are meant.
 *
 * @param stage the stage that set them aside; empty: any
 * @param code the reason; empty: any
 */
public record DeadLetterFilter(Optional<String> stage, Optional<String> code) {
    boolean accepts(DeadLetter letter) {
        return stage.map(letter.getStage()::equals).orElse(true)
                && code.map(letter.getCode()::equals).orElse(true);
    }
}
