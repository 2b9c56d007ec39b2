// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.ecs.EventTime;
import java.util.List;

/**
 * One event as its format understood it, already redacted; the normaliser adds what all events share.
 *
 * @param id identity of the event
 * @param activity identity of the happening across its records
 * @param time when it happened
 * @param dataset where it lands, for example {@code kubernetes.audit_logs}
 * @param decisive whether rules that name no stage judge this record
 * @param document the document
 * @param expendable paths that may go, first to last, when the document is too large
 */
public record Draft(
        String id,
        String activity,
        EventTime time,
        String dataset,
        boolean decisive,
        EcsDocument document,
        List<String> expendable) {
    public Draft {
        expendable = List.copyOf(expendable);
    }
}
