// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich;

import io.fairlead.schemas.deadletter.DeadLetterCode;

/**
 * A record, or part of one, that could not be normalised.
 *
 * @param code why
 * @param message what is wrong, in words, without any value of the original
 * @param excerpt at most 1 KiB of the original after redaction; empty where it cannot be redacted
 */
public record Rejected(DeadLetterCode code, String message, String excerpt) {}
