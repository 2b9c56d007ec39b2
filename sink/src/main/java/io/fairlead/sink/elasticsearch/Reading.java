// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.elasticsearch;

import io.fairlead.schemas.deadletter.DeadLetterCode;
import io.fairlead.schemas.record.Origin;
import org.jspecify.annotations.Nullable;

/** What a record on a topic is to the indexer. */
sealed interface Reading {
    /** A document to index. */
    record Indexable(Document document) implements Reading {}

    /** Nothing to index: a heartbeat. */
    record Nothing() implements Reading {}

    /** To be set aside. */
    record Unreadable(
            DeadLetterCode code, String message, @Nullable Origin origin) implements Reading {}
}
