// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich;

import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Draft;
import io.fairlead.enrich.format.Parsed;
import io.fairlead.enrich.redact.Redactions;
import io.fairlead.enrich.redact.Redactor;

/** The last look over the documents of one part of a record, and what was replaced in each. */
record Redaction(Redactor redactor, Redactions redactions) {
    void finish(Parsed.Understood understood) {
        if (understood.drafts().size() > 1) {
            redactions.share();
        }
        for (Draft draft : understood.drafts()) {
            redactions.write(draft.document());
            secure(draft.document());
        }
        if (understood.rejected().isEmpty() && !understood.drafts().isEmpty()) {
            redactions.writeRest(understood.drafts().getFirst().document());
        }
    }

    /** What was replaced in what is refused stands in no document. */
    void refused() {
        redactions.leave();
    }

    /**
     * A format may have taken a word out of a record before it was redacted. What stands there under a name that tells it
     * is secret, the format itself redacted.
     */
    private void secure(EcsDocument document) {
        document.changeTexts(text -> redactor.texts().redact(text, redactions));
        redactions.write(document);
    }
}
