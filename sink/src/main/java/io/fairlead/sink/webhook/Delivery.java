// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.webhook;

import java.time.Duration;
import java.util.Optional;

/** How one attempt ended. */
sealed interface Delivery {
    /** The destination took it. */
    record Taken() implements Delivery {}

    /** Worth another attempt. */
    record Later(String reason, Optional<Duration> pause) implements Delivery {}

    /** No attempt will help. */
    record Refused(String reason) implements Delivery {}
}
