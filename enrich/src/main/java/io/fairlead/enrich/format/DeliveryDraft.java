// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.ecs.EventTime;
import java.util.List;

/** Drafts of records whose identity is their delivery's. */
public final class DeliveryDraft {
    private DeliveryDraft() {}

    /** One event that is its own activity. */
    public static Parsed of(Source source, EventTime time, String dataset, EcsDocument document, String... expendable) {
        return new Parsed.Understood(
                List.of(new Draft(source.id(), source.id(), time, dataset, true, document, List.of(expendable))));
    }

    /** Tags a text in which bytes that are no UTF-8 were replaced. */
    public static void tagReplaced(Source source, EcsDocument document) {
        if (source.strictText().isEmpty()) {
            document.tag("invalid_utf8");
        }
    }
}
