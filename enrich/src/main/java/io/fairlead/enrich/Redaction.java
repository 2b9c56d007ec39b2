// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich;

import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Draft;
import io.fairlead.enrich.redact.Redactions;
import io.fairlead.enrich.redact.Redactor;
import java.util.List;

/** The last look over the documents of one part of a record, and what was replaced in each. */
record Redaction(Redactor redactor, Redactions redactions) {
    void finish(List<Draft> drafts) {
        if (drafts.size() == 1) {
            redactions.write(drafts.getFirst().document());
        }
        drafts.forEach(draft -> secure(draft.document()));
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
